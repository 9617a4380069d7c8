import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

/** A document that keeps a run from beginning, so that the error names the labs that were chosen. */
const broken = (title: string): string => `# ${title}\n\n\`\`\`\n$ echo "open\n\`\`\`\n`;

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

test('--changed chooses the labs that differ from the last commit, new ones included', async () => {
  await withRepository(async ({ write, chosen }) => {
    assert.equal(await chosen('--changed'), ['', 4]);
    await write('labs/b.md', broken('B'));
    await write('labs/new.md', broken('New'));
    assert.equal(await chosen('--changed'), ['b,new', 2]);
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

test.run();
