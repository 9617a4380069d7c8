import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

/** A document that keeps a run from beginning, so that the error names the labs that were chosen. */
const broken = (title: string): string =>
  `# ${title}\n\n<!-- labproof: nonsense -->\n\n\`\`\`\n$ echo\n\`\`\`\n`;

interface Repository {
  readonly git: (...args: readonly string[]) => Promise<void>;
  readonly write: (name: string, text: string) => Promise<void>;
  /** The labs that `run` with these arguments chooses, and its exit status. */
  readonly chosen: (...args: readonly string[]) => Promise<readonly [files: string, exitCode: unknown]>;
}

/** A repository on a branch of its own, with three labs of its main branch. */
async function withRepository(use: (repository: Repository) => Promise<void>): Promise<void> {
  await withFolder({}, async (folder) => {
    const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    const git = async (...args: readonly string[]): Promise<void> => {
      await execa('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
        cwd: folder,
        env,
      });
    };
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    await mkdir(join(folder, 'labs/sub'), { recursive: true });
    for (const name of ['a', 'b', 'sub/c']) await write(`labs/${name}.md`, broken(name));
    await git('init', '-q', '-b', 'main');
    await git('add', '.');
    await git('commit', '-q', '-m', 'labs');
    await git('checkout', '-q', '-b', 'mine');
    const chosen: Repository['chosen'] = async (...args) => {
      const { stderr, exitCode } = await labproof(['run', ...args, 'labs'], { cwd: folder });
      const files = [...stderr.matchAll(/labs\/([\w/]+)\.md:\d+:/g)].map(([, name]) => name);
      return [[...new Set(files)].join(), exitCode];
    };
    await use({ git, write, chosen });
  });
}

test('--tag chooses the labs that have one of the tags, --skip-tag leaves out those that do', async () => {
  await withRepository(async ({ write, chosen }) => {
    const tagged = (tags: string, name: string) => `---\nlabproof:\n  tags: ${tags}\n---\n${broken(name)}`;
    await write('labs/a.md', tagged('[slow, net]', 'A'));
    await write('labs/b.md', tagged('net', 'B'));
    assert.equal(await chosen('--tag', 'net'), ['a,b', 2]);
    assert.equal(await chosen('--tag', 'net', '--skip-tag', 'slow'), ['b', 2]);
    assert.equal(await chosen('--skip-tag', 'net'), ['sub/c', 2]);
    assert.equal(await chosen('--tag', 'none'), ['', 4]);
  });
});

test('--changed chooses the labs that differ from the last commit, new ones included', async () => {
  await withRepository(async ({ write, chosen }) => {
    assert.equal(await chosen('--changed'), ['', 0]);
    assert.equal(await chosen('--changed', '--no-pass-with-no-labs'), ['', 4]);
    await write('labs/b.md', broken('B'));
    await write('labs/new.md', broken('New'));
    assert.equal(await chosen('--changed'), ['b,new', 2]);
  });
});

test('before the first commit of a repository all has changed', async () => {
  await withFolder({}, async (cwd) => {
    const chosen = async (...args: readonly string[]) => {
      const { stderr, exitCode } = await labproof(['run', ...args], { cwd });
      return [
        [...stderr.matchAll(/(\w+\.md):\d+:/g)].map(([, name]) => name).join(),
        stderr,
        exitCode,
      ] as const;
    };
    await execa('git', ['init', '-q'], { cwd });
    for (const name of ['a.md', 'b.md']) await writeFile(join(cwd, name), broken(name));
    await execa('git', ['add', 'a.md'], { cwd });
    const [files, , exitCode] = await chosen('--changed', '--', '.');
    assert.is(files, 'a.md,b.md');
    assert.is(exitCode, 2);
    const [, said] = await chosen('--changed=main~1', '.');
    assert.match(said, "--changed: git knows no commit 'main~1'");
  });
});

test('--changed=REF chooses what this branch and the work tree changed, not what REF has got since', async () => {
  await withRepository(async ({ git, write, chosen }) => {
    await write('labs/a.md', broken('A'));
    await git('commit', '-q', '-a', '-m', 'a');
    await git('checkout', '-q', 'main');
    await write('labs/b.md', broken('B'));
    await git('commit', '-q', '-a', '-m', 'b');
    await git('checkout', '-q', 'mine');
    await write('labs/sub/c.md', broken('C'));
    assert.equal(await chosen('--changed=main'), ['a,sub/c', 2]);
    assert.equal(await chosen('--changed'), ['sub/c', 2]);
  });
});

test('--changed chooses the labs beside which another file changed', async () => {
  await withRepository(async ({ write, chosen }) => {
    await write('labs/sub/Dockerfile', 'FROM scratch\n');
    assert.equal(await chosen('--changed'), ['sub/c', 2]);
  });
});

test('--changed with a ref that git does not know, or without a repository, is a usage error', async () => {
  await withRepository(async ({ chosen }) => {
    assert.equal(await chosen('--changed=nowhere'), ['', 2]);
    assert.equal(await chosen('--changed=--output=x'), ['', 2]);
  });
  await withFolder({ 'a.md': broken('A') }, async (folder) => {
    const { stderr, exitCode } = await labproof(['run', '--changed', 'a.md'], { cwd: folder });
    assert.match(stderr, 'this is no git repository');
    assert.is(exitCode, 2);
  });
});

for (const [args, message] of [
  [['--workers', '0'], '--workers takes a number from 1'],
  [['-j', 'many'], '--workers takes a number from 1'],
  [['--retries', '-1'], /'--retries' argument is ambiguous|--retries takes a number from 0/],
  [['--retries', 'x'], '--retries takes a number from 0'],
  [['--shard', '0/3'], '--shard takes N/M such as 1/3'],
  [['--shard', '4/3'], '--shard takes N/M such as 1/3'],
  [['--workdir', '/no/such'], '--workdir /no/such: there is no such folder'],
] as const) {
  test(`run ${args.join(' ')} is a usage error`, async () => {
    const { stderr, exitCode } = await labproof(['run', ...args, 'x.md']);
    assert.match(stderr, message);
    assert.is(exitCode, 2);
  });
}

const fine = (...commands: readonly string[]): string => `# A\n\n\`\`\`\n${commands.join('\n')}\n\`\`\`\n`;

for (const [what, args, said] of [
  [
    '--step',
    ['--step', '7..9'],
    "--step: a.md: no step in that range; there are 1; 'labproof plan FILE' lists the steps",
  ],
  ['--grep', ['-g', 'nowhere'], "--grep: a.md: no step whose title contains 'nowhere'"],
  ['--var', ['--var', 'colour=red'], "no command gives 'colour' a value"],
  ['--images', ['--images', 'none'], '--images none: there is no such file or folder'],
  ['--shard', ['--shard', '3/2'], "--shard takes N/M such as 1/3, not '3/2'"],
  [
    '--fail-on-skip',
    ['--fail-on-skip', 'imge'],
    "--fail-on-skip: unknown reason 'imge'; did you mean image?",
  ],
] as const) {
  test(`${what} that matches nothing is a usage error before the run`, async () => {
    await withFolder({ 'a.md': fine('$ echo a') }, async (folder) => {
      const { stderr, stdout, exitCode } = await labproof(['run', ...args, 'a.md'], { cwd: folder });
      assert.match(stderr, said);
      assert.is(stdout, '');
      assert.is(exitCode, 2);
    });
  });
}

test('--var that one lab of several knows is for that one', async () => {
  const labs = { 'a.md': fine('$ echo --colour red'), 'b.md': fine('$ echo b') };
  await withFolder(labs, async (folder) => {
    const { stderr } = await labproof(['run', '--var', 'colour=blue', '--engine', 'unix:///none', '.'], {
      cwd: folder,
    });
    assert.not.match(stderr, 'colour');
  });
});

/** The settings of a docker client that uses a context whose engine is not there. */
async function goneContext(folder: string): Promise<void> {
  const meta = join(folder, 'contexts/meta', createHash('sha256').update('gone').digest('hex'));
  await mkdir(meta, { recursive: true });
  await writeFile(join(folder, 'config.json'), '{ "currentContext": "gone" }');
  const endpoint = { Host: `unix://${folder}/none.sock` };
  await writeFile(
    join(meta, 'meta.json'),
    JSON.stringify({ Name: 'gone', Metadata: {}, Endpoints: { docker: endpoint } }),
  );
}

for (const [what, env, args] of [
  ['DOCKER_HOST', (folder: string) => ({ DOCKER_HOST: `unix://${folder}/none.sock` }), []],
  ['the context in use', (folder: string) => ({ DOCKER_HOST: '', DOCKER_CONFIG: folder }), []],
  [
    'DOCKER_CONTEXT',
    (folder: string) => ({ DOCKER_HOST: '', DOCKER_CONFIG: folder, DOCKER_CONTEXT: 'gone' }),
    [],
  ],
  [
    '--engine with a context',
    (folder: string) => ({ DOCKER_HOST: '', DOCKER_CONFIG: folder }),
    ['--engine', 'gone'],
  ],
  ['--engine with an address', () => ({}), ['--engine', 'unix:///nowhere/none.sock']],
] as const) {
  test(`an engine that ${what} names and that does not answer is an error, with no other in its place`, async () => {
    await withFolder({ 'a.md': fine('$ docker ps') }, async (folder) => {
      await goneContext(folder);
      const { stdout, stderr, exitCode } = await labproof(['run', 'a.md', ...args], {
        cwd: folder,
        env: { DOCKER_CONTEXT: '', ...env(folder) },
      });
      assert.match(stderr, /no Docker engine answers at unix:.*none\.sock: there is no such socket/);
      assert.not.match(stdout, 'docker ps');
      assert.is(exitCode, 3);
    });
  });
}

test('documents of prose alone, as a hook names them, are no failure where that is meant, and it is said', async () => {
  await withFolder({ 'a.md': '# A\n\nProse.\n', 'b.md': '# B\n' }, async (cwd) => {
    const { stderr, exitCode } = await labproof(['run', '--pass-with-no-labs', 'a.md', 'b.md'], { cwd });
    assert.match(stderr, 'a.md, b.md: no command found, so nothing was run');
    assert.is(exitCode, 0);
    assert.is((await labproof(['run', 'a.md', 'b.md'], { cwd })).exitCode, 4);
  });
});

test.run();
