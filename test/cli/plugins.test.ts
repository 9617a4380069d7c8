import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, ROOT, withFolder } from '../support/cli.ts';

const LAB =
  '# Lab\n\n```console\n$ docker network create n\n```\n\n<!-- labproof: check="there are many of n" -->\n\n```console\n$ docker network rm n\n```\n';
const PLUGIN = `export default {
  checks: {
    many: {
      form: 'there are many of NAME',
      pattern: /^there are many of (\\S+)$/,
      deadlineMs: 0,
      verify: async () => ({ verdict: 'passed' }),
    },
  },
};
`;

const plan = (folder: string) => labproof(['plan', 'lab.md'], { cwd: folder });

test('a check of a plugin is one that documents can have', async () => {
  await withFolder({ 'lab.md': LAB }, async (folder) => {
    assert.match((await plan(folder)).stdout, "no check reads 'there are many of n'");
    await writeFile(join(folder, 'own.mjs'), PLUGIN);
    await writeFile(join(folder, 'labproof.config.json'), '{ "plugins": ["./own.mjs"] }');
    const { stdout, stderr } = await plan(folder);
    assert.not.match(stdout, 'no check reads');
    assert.is(stderr, '');
  });
});

const MODULES: Readonly<Record<string, string>> = {
  'labproof.config.mjs': `import own from './own.mjs';\nexport default { plugins: [own] };\n`,
  'labproof.config.ts': `import type { Plugin } from './types.ts';\nimport own from './own.mjs';\nexport default { plugins: [own] } satisfies { plugins: Plugin[] };\n`,
};

for (const [name, text] of Object.entries(MODULES)) {
  test(`a ${name} gives the config, with plugins themselves`, async () => {
    const files = {
      'lab.md': LAB,
      'own.mjs': PLUGIN,
      [name]: text,
      'types.ts': 'export type Plugin = object;\n',
    };
    await withFolder(files, async (folder) => {
      const { stdout, stderr } = await plan(folder);
      // Without types and without a compiler beside it, what is to be done is said.
      if (name.endsWith('.ts') && !(process.features as { typescript?: unknown }).typescript) {
        assert.match(
          stderr,
          /labproof\.config\.ts: Node [\d.]+ can't read TypeScript; use Node 22\.18 or later/,
        );
        return;
      }
      assert.is(stderr, '');
      assert.not.match(stdout, 'no check reads');
    });
  });
}

test('where Node cannot, the TypeScript of the project reads the config', async () => {
  const files = {
    'lab.md': LAB,
    'labproof.config.ts': `const rule: string = 'never-removed=off';\nexport default { lint: { rule: [rule, 'nothing=off'] } };\n`,
  };
  await withFolder(files, async (folder) => {
    await mkdir(join(folder, 'node_modules'));
    await symlink(join(ROOT, 'node_modules/typescript'), join(folder, 'node_modules/typescript'));
    const { stderr, exitCode } = await labproof(['lint', 'lab.md'], { cwd: folder });
    assert.match(stderr, "unknown rule 'nothing'");
    assert.is(exitCode, 2);
  });
});

for (const [text, message] of [
  ['export default { reporter: {} };', "unknown part 'reporter'; did you mean 'reporters'?"],
  ['export default { reporters: { json: () => {} } };', 'there is a reporter json already'],
  ['export default { reporters: { own: 1 } };', 'reporter own is no function'],
  ['export default { checks: { own: { form: "x" } } };', 'check own lacks a pattern or verify'],
  ['export default { matchers: [{ name: "own" }] };', 'matcher own is neither a layout'],
  ['export default 1;', 'an object is expected'],
  ['throw new Error("it broke");', 'it broke'],
] as const) {
  test(`a plugin with ${text} is refused, and says why`, async () => {
    const files = { 'lab.md': LAB, 'own.mjs': text, 'labproof.config.json': '{ "plugins": ["./own.mjs"] }' };
    await withFolder(files, async (folder) => {
      const { stderr, exitCode } = await plan(folder);
      assert.match(stderr, message);
      assert.match(stderr, 'labproof.config.json: plugin ./own.mjs: ');
      assert.is(exitCode, 2);
    });
  });
}

test('two config files in one folder are one too many', async () => {
  const files = { 'lab.md': LAB, 'labproof.config.json': '{}', 'labproof.config.mjs': 'export default {};' };
  await withFolder(files, async (folder) => {
    const { stderr, exitCode } = await plan(folder);
    assert.match(stderr, /labproof\.config\.mjs: there is .*labproof\.config\.json as well; keep one/);
    assert.is(exitCode, 2);
  });
});

test('a wait that nothing can end is told of as a bug, and not taken for the end', async () => {
  const files = {
    'lab.md': LAB,
    'own.mjs': 'await new Promise(() => {});\nexport default {};\n',
    'labproof.config.json': '{ "plugins": ["./own.mjs"] }',
  };
  await withFolder(files, async (folder) => {
    const { exitCode, stdout, stderr } = await labproof(['plan', 'lab.md'], { cwd: folder });
    assert.equal([exitCode, stdout], [70, '']);
    assert.match(stderr, 'waits for something that nothing is left to bring');
  });
});

test.run();
