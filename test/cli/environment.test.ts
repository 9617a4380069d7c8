import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, MAIN, startLabproof, withFolder } from '../support/cli.ts';

/** Labs that need no engine, and none is there. */
const NO_ENGINE = { LABPROOF_ENGINE_ROOT: '/nonexistent', DOCKER_HOST: '' };

const LAB = `# Words

\`\`\`console
$ echo plums > "a b"
$ cat "a b"
plums
$ cat
$ echo $((6 * 7))
42
\`\`\`
`;
const SLOW = '# Slow\n\n```console\n$ echo plums > jam\n$ sleep 600\n$ echo never\nnever\n```\n';

interface Report {
  readonly labs: readonly {
    readonly verdict: string;
    readonly commands: readonly { readonly command: string; readonly verdict: string }[];
    readonly cleanup: { readonly left: readonly unknown[] };
  }[];
}

/** Runs of which no record and no temporary file is left, whatever they ran in. */
async function leavesNothing(state: string, temporary: string): Promise<void> {
  const names = await readdir(state, { recursive: true }).catch(() => [] as string[]);
  assert.equal(
    names.filter((name) => name.endsWith('.jsonl')),
    [],
  );
  const files = await readdir(temporary).catch(() => [] as string[]);
  assert.equal(
    files.filter((name) => name.startsWith('labproof-')),
    [],
  );
}

/** Names of folders that are hard on who writes them into scripts, sockets and reports. */
const FOLDERS: Readonly<Record<string, string>> = {
  'a blank': 'a b  c',
  'a newline': 'a\nb',
  'non-ASCII letters': 'Grüße-日本-é',
  quotes: `a'b"c`,
  'what a shell expands': '$(id) `id` $HOME * ?',
  'a backslash': 'a\\b\\n',
  'a colon': 'a:b',
  'a dash in front': '-rf',
};

for (const [what, name] of Object.entries(FOLDERS))
  test(`a folder with ${what} holds documents, state, temporary files and reports`, async () => {
    await withFolder({}, async (folder) => {
      const place = join(folder, name);
      await mkdir(join(place, 'tmp'), { recursive: true });
      await writeFile(join(place, `${name}.md`), LAB);
      const env = {
        ...NO_ENGINE,
        HOME: place,
        XDG_STATE_HOME: join(place, 'state'),
        TMPDIR: join(place, 'tmp'),
      };
      const args = [
        'run',
        '--reporter',
        'json',
        '--reporter',
        `junit=${join(place, 'x.xml')}`,
        '--',
        `./${name}.md`,
      ];
      const { stdout, stderr, exitCode } = await labproof(args, { cwd: place, env });
      assert.is(exitCode, 0, stdout + stderr);
      const [lab] = (JSON.parse(stdout) as Report).labs;
      assert.equal(
        lab!.commands.map(({ verdict }) => verdict),
        ['passed', 'passed', 'passed', 'passed'],
      );
      assert.ok((await stat(join(place, 'x.xml'))).size > 0);
      await leavesNothing(join(place, 'state'), join(place, 'tmp'));
    });
  });

/** What a shell does before it starts labproof. */
const STARTS: Readonly<Record<string, string>> = {
  'standard input closed': 'exec "$@" <&-',
  'standard output closed': 'exec "$@" --reporter junit=x.xml >&-',
  'all three closed': 'exec "$@" <&- >&- 2>&-',
  'a reader that is gone': 'set -o pipefail; "$@" | exec true',
  'umask 077': 'umask 077; exec "$@"',
  'umask 777': 'umask 777; exec "$@"',
  'no HOME': 'unset HOME XDG_STATE_HOME; exec "$@"',
  'a HOME that is not there': 'HOME=/nonexistent/home; exec "$@"',
  'no environment at all':
    'exec env -i LABPROOF_ENGINE_ROOT=/nonexistent XDG_STATE_HOME="$XDG_STATE_HOME" "$@"',
  'a locale that is not there': 'export LC_ALL=xx_XX.UTF-8; exec "$@"',
  'few files allowed': 'ulimit -n 256; exec "$@"',
};

for (const [what, script] of Object.entries(STARTS))
  test(`a lab passes with ${what}`, async () => {
    await withFolder({ 'lab.md': LAB }, async (cwd) => {
      const env = { ...NO_ENGINE, XDG_STATE_HOME: join(cwd, 'state'), TMPDIR: cwd };
      const args = ['-c', script, 'sh', process.execPath, MAIN, 'run', 'lab.md'];
      const { exitCode, all } = await execa('bash', args, {
        cwd,
        env,
        reject: false,
        all: true,
        stdin: 'ignore',
      });
      assert.is(exitCode, 0, all);
      await leavesNothing(join(cwd, 'state'), cwd);
    });
  });

test('a disk that is full behind standard output is told of, however well the run went', async () => {
  await withFolder({ 'lab.md': LAB }, async (cwd) => {
    const args = ['-c', 'exec "$@" > /dev/full', 'sh', process.execPath, MAIN, 'run', 'lab.md'];
    const env = { ...NO_ENGINE, XDG_STATE_HOME: join(cwd, 'state') };
    const { exitCode, stderr } = await execa('bash', args, { cwd, env, reject: false, stdin: 'ignore' });
    assert.is(exitCode, 5, stderr);
    assert.match(stderr, /standard output can't be written/);
  });
});

for (const [what, place, says] of [
  ['a file', 'file', /a file stands where a folder should be/],
  ['no file system for files', '/proc/none', /can't be written to/],
] as const)
  for (const [variable, holds] of [
    ['XDG_STATE_HOME', 'the record of a run'],
    ['TMPDIR', 'temporary files'],
  ] as const)
    test(`where ${variable} is ${what}, it is said before anything is run`, async () => {
      await withFolder({ 'lab.md': LAB, file: '' }, async (cwd) => {
        const path = place.startsWith('/') ? place : join(cwd, place);
        const env = { ...NO_ENGINE, XDG_STATE_HOME: join(cwd, 'state'), [variable]: path };
        const { stdout, stderr, exitCode } = await labproof(['run', 'lab.md'], { cwd, env });
        assert.is(exitCode, 3, stdout + stderr);
        assert.match(stderr, says);
        assert.match(stderr, `${holds} can't be written to ${path}`);
        assert.match(stderr, variable);
        assert.not.match(stdout, 'passed');
      });
    });

const SIGNALS = [
  ['SIGINT', ['SIGINT'], 130],
  ['SIGINT twice', ['SIGINT', 'SIGINT'], 130],
  ['SIGTERM', ['SIGTERM'], 143],
  ['SIGHUP', ['SIGHUP'], 143],
  ['SIGHUP and SIGINT', ['SIGHUP', 'SIGINT'], 143],
] as const;

for (const [what, signals, status] of SIGNALS)
  test(`${what} in the middle of a run ends it with its report, and nothing is left`, async () => {
    await withFolder({ 'slow.md': SLOW }, async (cwd) => {
      const state = join(cwd, 'state');
      const env = { ...NO_ENGINE, XDG_STATE_HOME: state, TMPDIR: cwd };
      const run = startLabproof(['run', '--reporter', 'json=out.json', '--reporter', 'list', 'slow.md'], {
        cwd,
        env,
      });
      await begun(cwd, 'jam');
      // Two signals that are both pending are handled in whatever order the kernel and Node choose.
      const answered = once(run.stderr, 'data');
      for (const signal of signals) {
        run.kill(signal);
        await answered;
      }
      const { exitCode, stderr } = await run;
      assert.is(exitCode, status, stderr);
      const { stdout } = await execa('cat', [join(cwd, 'out.json')]);
      const [lab] = (JSON.parse(stdout) as Report).labs;
      assert.equal(
        lab!.commands.map(({ command, verdict }) => `${command} ${verdict}`),
        ['echo plums > jam passed'],
      );
      await leavesNothing(state, cwd);
    });
  });

/** Resolves when a lab below the folder has written a file of that name. */
async function begun(folder: string, name: string): Promise<void> {
  for (;;) {
    const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
    if (names.some((path) => path.endsWith(`/${name}`))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('two runs of one lab at once do not meet', async () => {
  await withFolder({ 'lab.md': LAB }, async (cwd) => {
    const env = { ...NO_ENGINE, XDG_STATE_HOME: join(cwd, 'state'), TMPDIR: cwd };
    const runs = await Promise.all([1, 2, 3].map(() => labproof(['run', 'lab.md'], { cwd, env })));
    for (const { exitCode, stdout, stderr } of runs) assert.is(exitCode, 0, stdout + stderr);
    await leavesNothing(join(cwd, 'state'), cwd);
  });
});

test('a state folder that another user made for itself is said before the run', async () => {
  if (process.getuid?.() !== 0) return;
  await withFolder({ 'lab.md': LAB }, async (cwd) => {
    await mkdir(join(cwd, 'state'), { mode: 0o700 });
    await chmod(cwd, 0o755);
    const child = spawn(process.execPath, [MAIN, 'run', 'lab.md'], {
      cwd,
      uid: 65_534,
      gid: 65_534,
      env: { ...NO_ENGINE, PATH: process.env.PATH, XDG_STATE_HOME: join(cwd, 'state') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const status = await new Promise((resolve) => child.once('close', resolve));
    assert.is(status, 3, said);
    assert.match(said, 'this user may not write there');
  });
});

test.run();
