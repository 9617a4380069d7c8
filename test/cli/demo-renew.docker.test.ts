import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { ROOT, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';

const lab = (name: string, said: string): string => `---
title: ${name}
demo:
  output: [${name}.svg, ${name}.png]
---

# ${name}

\`\`\`console
$ echo ${said}
${said}
\`\`\`
`;

const FILES = { 'a.md': lab('a', 'one'), 'b.md': lab('b', 'two'), 'README.md': '# Nothing to show\n' };

const read = async (name: string): Promise<unknown> => parse(await readFile(join(ROOT, name), 'utf8'));

/** A shell in a repository with two tutorials and their pictures, where `labproof` is a program. */
async function withRepository(
  use: (
    sh: (script: string, env?: Readonly<Record<string, string>>) => Promise<{ out: string; code?: number }>,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  await withEngine(
    async ({ env: engine, enter }: TestEngine) => {
      await withFolder({}, async (bin) => {
        await symlink(join(ROOT, 'dist/src/cli/main.js'), join(bin, 'labproof'));
        await withFolder(FILES, async (folder) => {
          const sh = async (script: string, env: Readonly<Record<string, string>> = {}) => {
            const [program = '', ...args] = [...enter, 'bash', '--noprofile', '--norc', '-eo', 'pipefail'];
            const { all, exitCode } = await execa(program, [...args, '-c', script], {
              cwd: folder,
              env: { ...engine, ...GIT, ...env, PATH: `${bin}:${process.env.PATH}` },
              reject: false,
              stdin: 'ignore',
              all: true,
            });
            return { out: all, ...(exitCode === undefined ? {} : { code: exitCode }) };
          };
          const made = await sh(
            'labproof demo render a.md; labproof demo render b.md; git init -q; git add -A; git commit -qm first',
          );
          assert.is(made.code, 0, made.out);
          await use(sh, folder);
        });
      });
    },
    { images: [] },
  );
}

const GIT = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

/** As if another version had made the picture, and drawn it otherwise. */
async function madeByAnother(picture: string): Promise<void> {
  const text = await readFile(picture, 'utf8');
  const other = text.replace(/&#34;version&#34;:&#34;[\d.]+&#34;/, '&#34;version&#34;:&#34;0.0.1&#34;');
  assert.is.not(other, text);
  await writeFile(picture, other.replace('rx="8"', 'rx="9"'));
}

test('the action renews the pictures whose meaning has changed, and no others', async () => {
  const { runs } = (await read('action.yml')) as {
    readonly runs: { readonly steps: readonly { readonly name: string; readonly run: string }[] };
  };
  const { run } = runs.steps.find(({ name }) => name === 'Check the demos')!;
  await withRepository(async (sh, folder) => {
    const check = (renew: string) => sh(run, { DEMOS: 'a.md\nb.md\n', RENEW: renew });
    assert.is((await check('false')).code, 0);
    await writeFile(join(folder, 'a.md'), lab('a', 'three'));
    await madeByAnother(join(folder, 'b.svg'));
    assert.is((await sh('git commit -qam second')).code, 0);
    const stale = await check('false');
    assert.is(stale.code, 1, stale.out);
    assert.match(stale.out, /a\.svg: changed; --write writes it\n {2}a\.md: line 7, step 1: a\n {2}since /);
    assert.match(stale.out, 'b.svg: still true; labproof 0.0.1 drew it otherwise');
    assert.is((await sh('git diff --quiet')).code, 0);
    const renewed = await check('true');
    assert.is(renewed.code, 0, renewed.out);
    assert.is((await sh('git diff --name-only')).out, 'a.png\na.svg');
    assert.is((await check('false')).code, 0);
  });
});

test('the hook renews the pictures of the documents that change, and lets by what has none', async () => {
  const hooks = (await read('.pre-commit-hooks.yaml')) as readonly {
    readonly id: string;
    readonly entry: string;
  }[];
  const { entry } = hooks.find(({ id }) => id === 'labproof-demo')!;
  await withRepository(async (sh, folder) => {
    const none = await sh(`${entry} README.md`);
    assert.equal([none.code, none.out], [0, '']);
    const all = await sh('labproof demo check .');
    assert.is(all.code, 0, all.out);
    for (const name of ['a.svg', 'a.png', 'b.svg', 'b.png']) assert.match(all.out, `${name}: still true`);
    assert.is((await sh(`${entry} README.md a.md`)).code, 0);
    assert.is((await sh('git diff --quiet')).code, 0);
    await writeFile(join(folder, 'a.md'), lab('a', 'three'));
    const renewed = await sh(`${entry} README.md a.md`);
    assert.is(renewed.code, 0, renewed.out);
    assert.is((await sh('git diff --name-only')).out, 'a.md\na.png\na.svg');
    // Of a document that does not hold nothing is renewed.
    await writeFile(join(folder, 'a.md'), lab('a', 'four').replace('echo four', 'echo for'));
    const broken = await sh(`git add -A; ${entry} a.md`);
    assert.is(broken.code, 1, broken.out);
    assert.is((await sh('git diff --name-only')).out, '');
  });
});

test.run();
