import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, startLabproof, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';

const lab = (title: string, ...lines: readonly string[]): string =>
  `# ${title}\n\n\`\`\`console\n${lines.join('\n')}\n\`\`\`\n`;

interface Report {
  readonly labs: readonly {
    readonly file: string;
    readonly verdict: string;
    readonly attempts: number;
    readonly flaky: boolean;
    readonly commands: readonly { readonly verdict: string }[];
  }[];
  readonly notices: readonly { readonly file: string; readonly code: string; readonly message: string }[];
}

/** Runs labs on an engine with a state directory of their own, and reads the JSON report. */
async function run(engine: TestEngine, folder: string, args: readonly string[]) {
  const { stdout, stderr, exitCode } = await labproof(
    ['run', '--engine', 'host', '--reporter', 'json', ...args],
    { cwd: folder, env: { ...engine.env, XDG_STATE_HOME: join(folder, '.state') }, enter: engine.enter },
  );
  const report = (stdout === '' ? { labs: [], notices: [] } : JSON.parse(stdout)) as Report;
  return { ...report, stderr, exitCode };
}

/** Waits for a file that another lab makes, for 20 s at most; says whether it came. */
const meet = (mine: string, other: string): string =>
  `$ touch ${mine}; for i in $(seq 200); do [ -e ${other} ] && echo met && break; sleep 0.1; done`;

test('labs that do not conflict run at the same time on one engine, and are reported in order', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({}, async (meeting) => {
        const [a, b] = [join(meeting, 'a'), join(meeting, 'b')];
        const labs = {
          'a.md': lab('A', '$ docker network create a', meet(a, b), 'met'),
          'b.md': lab('B', '$ docker network create b', meet(b, a), 'met'),
        };
        await withFolder(labs, async (folder) => {
          const { labs, exitCode } = await run(engine, folder, ['-j', '2', '.']);
          assert.equal(
            labs.map(({ file, verdict }) => `${file} ${verdict}`),
            ['a.md passed', 'b.md passed'],
          );
          assert.is(exitCode, 0);
        });
      });
      assert.is(await docker(engine, 'network', 'ls', '-q', '--filter', 'type=custom'), '');
    },
    { images: [] },
  );
});

test('labs that claim the same name run one after the other on one engine', async () => {
  await withEngine(
    async (engine) => {
      const text = lab(
        'X',
        '$ docker network create same',
        '$ sleep 0.5',
        '$ docker network rm same',
        'same',
      );
      await withFolder({ 'a.md': text, 'b.md': text, 'c.md': text }, async (folder) => {
        const { labs, exitCode } = await run(engine, folder, ['-j', '3', '.']);
        assert.equal(
          labs.map(({ verdict }) => verdict),
          ['passed', 'passed', 'passed'],
        );
        assert.is(exitCode, 0);
      });
    },
    { images: [] },
  );
});

/** The root folders that processes of this command line see, as the machine finds them. */
async function rootsOf(argument: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const roots = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const words = line.split('\0');
      return words[0] === 'sh' && words.includes(argument) ? [`/proc/${pid}/root`] : [];
    }),
  );
  return roots.flat();
}

test('with private engines labs of the same name and subnet run at the same time', async () => {
  const create = '$ docker network create --subnet 198.51.100.0/24 same';
  const mark = `meet-${process.pid}`;
  const wait = `$ sh -c 'until [ -e /tmp/go ]; do sleep 0.1; done; echo met' ${mark}`;
  const labs = { 'a.md': lab('A', create, wait, 'met'), 'b.md': lab('B', create, wait, 'met') };
  await withFolder(labs, async (folder) => {
    const run = startLabproof(['run', '--engine', 'private', '-j', '2', '.'], { cwd: folder });
    let roots: readonly string[] = [];
    while (roots.length < 2 && run.exitCode === null) {
      roots = await rootsOf(mark);
      await delay(50);
    }
    for (const root of roots) await writeFile(`${root}/tmp/go`, '');
    const { stdout, stderr, exitCode } = await run;
    assert.is(exitCode, 0, stdout + stderr);
    assert.match(stdout, /a\.md {2}A[\s\S]*b\.md {2}B[\s\S]*Labs +2 passed \(2\)/);
  });
});

test('Ctrl-C ends all labs that run, each with its cleanup', async () => {
  await withEngine(
    async (engine) => {
      const labs = {
        'a.md': lab('A', '$ docker network create a', '$ sleep 60'),
        'b.md': lab('B', '$ docker network create b', '$ sleep 60'),
      };
      await withFolder(labs, async (folder) => {
        const child = startLabproof(['run', '--engine', 'host', '-j', '2', '.'], {
          cwd: folder,
          env: engine.env,
        });
        const networks = async () =>
          (await docker(engine, 'network', 'ls', '-q', '--filter', 'type=custom'))
            .split('\n')
            .filter(Boolean);
        while ((await networks()).length < 2 && child.exitCode === null);
        child.kill('SIGINT');
        assert.is((await child).exitCode, 130);
        assert.equal(await networks(), []);
      });
    },
    { images: [] },
  );
});

test('a lab that fails at first and then passes is passed, and said to be flaky', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({}, async (outside) => {
        const mark = join(outside, 'mark');
        const text = lab(
          'Once',
          '$ docker network create n',
          // What labproof can tell that a lab makes is gone before the next attempt.
          `$ mark=${mark}; [ -e $mark ] && echo ok || { touch $mark; false; }`,
          'ok',
        );
        await withFolder({ 'a.md': text, 'b.md': lab('Fine', '$ echo hi', 'hi') }, async (folder) => {
          const { labs, notices, exitCode } = await run(engine, folder, ['--retries', '2', '.']);
          assert.equal(
            labs.map(({ verdict, attempts, flaky }) => ({ verdict, attempts, flaky })),
            [
              { verdict: 'passed', attempts: 2, flaky: true },
              { verdict: 'passed', attempts: 1, flaky: false },
            ],
          );
          const [notice] = notices.filter(({ code }) => code === 'flaky');
          assert.is(notice?.file, 'a.md');
          assert.match(notice!.message, /passed at attempt 2; failed the first time \(line 5: /);
          assert.is(exitCode, 0);
        });
      });
    },
    { images: [] },
  );
});

test('a lab that fails at every attempt fails, reported once', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': lab('Never', '$ false', '$ echo hi', 'hi') }, async (folder) => {
        const { labs, notices, exitCode } = await run(engine, folder, ['--retries', '2', 'a.md']);
        assert.is(labs.length, 1);
        assert.equal(
          { verdict: labs[0]!.verdict, attempts: labs[0]!.attempts, flaky: labs[0]!.flaky },
          { verdict: 'failed', attempts: 3, flaky: false },
        );
        assert.is(labs[0]!.commands.length, 2);
        assert.equal(notices, []);
        assert.is(exitCode, 1);
      });
    },
    { images: [] },
  );
});

test('--last-failed runs what failed when it was last run, and nothing to run passes', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': lab('A', '$ true'), 'b.md': lab('B', '$ test -e fine') }, async (folder) => {
        const files = async (args: readonly string[]) => {
          const { labs, exitCode } = await run(engine, folder, args);
          return { files: labs.map(({ file }) => file), exitCode };
        };
        assert.equal(await files(['--last-failed', '.']), { files: [], exitCode: 0 });
        assert.equal(await files(['.']), { files: ['a.md', 'b.md'], exitCode: 1 });
        assert.equal(await files(['--last-failed', '.']), { files: ['b.md'], exitCode: 1 });
        assert.equal(await files(['--last-failed', 'a.md']), { files: [], exitCode: 0 });
      });
    },
    { images: [] },
  );
});

test('shards together run every lab once', async () => {
  await withEngine(
    async (engine) => {
      const labs = Object.fromEntries(
        ['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.md`, lab(name, '$ true')]),
      );
      await withFolder(labs, async (folder) => {
        const parts = [];
        for (const n of [1, 2]) parts.push(await run(engine, folder, ['--shard', `${n}/2`, '.']));
        assert.equal(parts.flatMap(({ labs }) => labs.map(({ file }) => file)).sort(), Object.keys(labs));
        const { exitCode, stderr } = await run(engine, folder, ['--shard', '6/6', '.']);
        assert.match(stderr, 'shard 6/6 has none of the 5 labs');
        assert.is(exitCode, 0);
        const strict = await run(engine, folder, ['--shard', '6/6', '--no-pass-with-no-labs', '.']);
        assert.is(strict.exitCode, 4);
      });
    },
    { images: [] },
  );
});

test('shards write blobs that merge to one report, the empty one too, and not without one of them', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': lab('A', '$ true'), 'b.md': lab('B', '$ true') }, async (folder) => {
        for (const n of [1, 2, 3]) {
          const blob = `blob=blobs/${n}.blob`;
          const args = ['run', '--engine', 'host', '--shard', `${n}/3`, '--reporter', blob, '.'];
          assert.is(
            (await labproof(args, { cwd: folder, env: engine.env, enter: engine.enter })).exitCode,
            0,
          );
        }
        const merged = await labproof(['merge-reports', 'blobs'], { cwd: folder });
        assert.match(merged.stdout, /Labs +2 passed \(2\)/);
        assert.is(merged.exitCode, 0);
        await rm(join(folder, 'blobs/3.blob'));
        const lacking = await labproof(['merge-reports', 'blobs'], { cwd: folder });
        assert.match(lacking.stderr, 'shard 3/3 is missing');
        assert.is(lacking.exitCode, 2);
      });
    },
    { images: [] },
  );
});

test('--step stops after its range, and --keep lists what the engine has then and how to get in', async () => {
  await withEngine(
    async (engine) => {
      const text = [
        '# Steps',
        ...[
          '$ docker run -d --name one alpine sleep 60',
          '$ docker rm -f one',
          '$ docker volume create two',
          '$ docker volume create three',
        ].flatMap((command, index) => [`## Step ${index + 1}`, '', '```console', command, '```', '']),
      ].join('\n');
      await withFolder({ 'a.md': text }, async (folder) => {
        const options = { cwd: folder, env: { ...engine.env, XDG_STATE_HOME: folder }, enter: engine.enter };
        const first = await labproof(['run', '--engine', 'host', '--step', '1', '--keep', 'a.md'], options);
        assert.match(
          first.stdout,
          'Left      container one (kept; docker exec -it one sh enters it, labproof clean removes it)',
        );
        assert.is((await labproof(['clean', '--yes'], options)).exitCode, 0);
        const { stdout } = await labproof(
          ['run', '--engine', 'host', '--step', '2..3', '--keep', 'a.md'],
          options,
        );
        assert.match(stdout, 'Left      volume two (kept; labproof clean removes it)\n');
        assert.match(stdout, 'Steps     2 passed (2)');
        assert.is((await labproof(['clean', '--yes'], options)).exitCode, 0);
      });
    },
    { images: ['alpine'] },
  );
});

test('--fail-on-skip fails a run that skips for that reason, and says where', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': lab('A', '$ true', '$ vi x') }, async (folder) => {
        const options = { cwd: folder, env: engine.env, enter: engine.enter };
        const plain = await labproof(['run', '--engine', 'host', 'a.md'], options);
        assert.match(plain.stdout, 'Skipped   1 editor');
        assert.is(plain.exitCode, 0);
        const strict = await labproof(
          ['run', '--engine', 'host', '--fail-on-skip', 'editor', 'a.md'],
          options,
        );
        assert.match(strict.stderr, /a\.md:5: skipped \(editor: .*--fail-on-skip editor/);
        assert.is(strict.exitCode, 1);
        const other = await labproof(['run', '--engine', 'host', '--fail-on-skip', 'image', 'a.md'], options);
        assert.is(other.exitCode, 0);
      });
    },
    { images: [] },
  );
});

test('--bail counts the failures of all labs and starts no more', async () => {
  await withEngine(
    async (engine) => {
      const text = lab('F', '$ false', '$ false', '$ false');
      await withFolder({ 'a.md': text, 'b.md': text }, async (folder) => {
        const failures = async (args: readonly string[]) => {
          const { labs } = await run(engine, folder, args);
          return labs.map(({ commands }) => commands.length);
        };
        assert.equal(await failures(['--bail', '4', '.']), [3, 1]);
        assert.equal(await failures(['--bail', '.']), [1]);
      });
    },
    { images: [] },
  );
});

test('--workdir runs a lab in a folder as it is, and takes back only what labproof wrote', async () => {
  await withEngine(
    async (engine) => {
      const text = [
        '# Beside',
        '',
        'Write `made.txt`:',
        '',
        '```text title="made.txt"',
        'one',
        '```',
        '',
        '```console',
        '$ cat beside.txt made.txt',
        'two',
        'one',
        '$ touch left.txt',
        '```',
        '',
      ].join('\n');
      await withFolder({ 'a.md': text, 'beside.txt': 'two\n' }, async (folder) => {
        const { labs, exitCode } = await run(engine, folder, ['--workdir', '.', 'a.md']);
        assert.equal(
          labs[0]?.commands.map(({ verdict }) => verdict),
          ['passed', 'passed'],
        );
        assert.is(exitCode, 0);
        const names = (await readdir(folder)).filter((name) => name !== '.state');
        assert.equal(names.sort(), ['a.md', 'beside.txt', 'left.txt']);
      });
      await withFolder({ 'a.md': text, 'beside.txt': 'two\n', 'made.txt': 'mine' }, async (folder) => {
        const { labs, notices, exitCode } = await run(engine, folder, ['--workdir', '.', 'a.md']);
        assert.is(labs[0]?.verdict, 'failed');
        assert.match(
          notices.map(({ message }) => message).join(),
          'another made.txt than the document shows',
        );
        assert.is(exitCode, 1);
        assert.is(await readFile(join(folder, 'made.txt'), 'utf8'), 'mine');
      });
    },
    { images: [] },
  );
});

test.run();
