import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { readConfig } from '../../src/cli/config-text.ts';
import { FLAGS, readArguments, type Verb } from '../../src/cli/flags.ts';
import { ROOT, withFolder } from '../support/cli.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly name?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const read = async (name: string): Promise<unknown> => parse(await readFile(join(ROOT, name), 'utf8'));

/** What a step of the action does with these inputs in a folder with these files. */
async function runAction(
  inputs: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  use: (result: {
    stdout: string;
    stderr: string;
    exitCode: number | undefined;
    names: readonly string[];
  }) => void,
  called = 'Run the labs',
) {
  const action = (await read('action.yml')) as Action;
  const step = action.runs.steps.find(({ name }) => name === called)!;
  const given = (expression: string): string => {
    const [, name = ''] = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(expression) ?? [];
    const input = action.inputs[name];
    if (!input) throw new Error(`there is no input for ${expression}`);
    return inputs[name] ?? input.default;
  };
  await withFolder({}, async (bin) => {
    await symlink(join(ROOT, 'dist/src/cli/main.js'), join(bin, 'labproof'));
    await withFolder(files, async (folder) => {
      const env = Object.fromEntries(
        Object.entries(step.env ?? {}).map(([name, value]) => [name, given(value)]),
      );
      const flags = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run!];
      const { stdout, stderr, exitCode } = await execa('bash', flags, {
        cwd: folder,
        env: { ...env, PATH: `${bin}:${process.env.PATH}`, DOCKER_HOST: 'unix:///nowhere.sock' },
        reject: false,
        stdin: 'ignore',
      });
      use({ stdout, stderr, exitCode, names: await readdir(folder) });
    });
  });
}

test('each pre-commit hook calls a verb with options that it has, on Markdown files', async () => {
  const hooks = (await read('.pre-commit-hooks.yaml')) as readonly {
    readonly id: string;
    readonly entry: string;
    readonly types: readonly string[];
  }[];
  assert.equal(
    hooks.map(({ id }) => id),
    ['labproof-lint', 'labproof-run', 'labproof-demo'],
  );
  for (const { entry, types } of hooks) {
    const [program, verb, ...args] = entry.split(' ');
    assert.is(program, 'labproof');
    assert.ok(Object.hasOwn(FLAGS, verb!), entry);
    assert.not.ok('error' in readArguments(verb as Verb, args), entry);
    assert.equal(types, ['markdown']);
  }
});

test('the action installs the version that it is of', async () => {
  const { version } = (await read('package.json')) as { version: string };
  assert.is(((await read('action.yml')) as Action).inputs.package?.default, `labproof@${version}`);
});

test('the action runs the documents of its input, one per line, blanks and all', async () => {
  await runAction(
    { files: 'a b.md\nc.md\n' },
    { 'a b.md': '# A\n', 'c.md': '# C\n' },
    ({ stderr, exitCode }) => {
      assert.match(stderr, 'a b.md, c.md: no command found');
      assert.is(exitCode, 4);
    },
  );
});

test('the action leaves out what its input excludes, one pattern per line', async () => {
  // A mistake that is told before anything is run.
  const text = '<!-- labproof: nonsense -->\n\n```\n$ true\n```\n';
  const inputs = { files: '.', exclude: 'b c.md\nd.md\n' };
  await runAction(inputs, { 'a.md': text, 'b c.md': text, 'd.md': text }, ({ stderr, exitCode }) => {
    assert.equal(
      [...stderr.matchAll(/(\w[\w ]*\.md):1:/g)].map(([, name]) => name),
      ['a.md'],
    );
    assert.is(exitCode, 2);
  });
});

test('the action hands its other inputs on, and nothing in them is run', async () => {
  const text = '```\n$ true\n```\n';
  const inputs = { files: '$(touch made).md', strict: 'true', args: '--engine\nhost  --bail $(touch made)' };
  await runAction(inputs, { '$(touch made).md': text }, ({ stderr, exitCode, names }) => {
    assert.match(stderr, 'there is no such file or folder');
    assert.equal(names, ['$(touch made).md']);
    assert.is(exitCode, 2);
  });
  await runAction({ files: 'a.md', args: '--engine host' }, { 'a.md': text }, ({ stderr, exitCode }) => {
    assert.match(stderr, '/nowhere.sock');
    assert.is(exitCode, 3);
  });
});

test('the action checks the demos of its input, one per line, and writes them where it is to', async () => {
  const lab = '---\ndemo:\n  output: [a.svg]\n---\n\n```\n$ true\n```\n';
  for (const renew of ['false', 'true']) {
    const files = { 'a b.md': lab, 'c.md': '# C\n' };
    await runAction(
      { demos: 'a b.md\nc.md\n', renew },
      files,
      ({ stderr, exitCode }) => {
        assert.match(stderr, "c.md: its front matter names no files under 'demo: output:'");
        assert.is(exitCode, 2);
      },
      'Check the demos',
    );
    await runAction(
      { demos: 'a b.md\n', renew },
      files,
      ({ stderr }) => assert.match(stderr, '/nowhere.sock'),
      'Check the demos',
    );
  }
});

/** The command lines of labproof in a YAML text, with words of the CI's own as `1`. */
function commandLines(yaml: string): readonly (readonly string[])[] {
  const lines: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') lines.push(...value.split('\n'));
    else if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) visit(part);
  };
  visit(parse(yaml));
  return lines
    .map((line) => line.replace(/\$\{\{[^}]*\}\}/g, '1'))
    .filter((line) => /^(?:npx )?labproof /.test(line))
    .map((line) => line.replace(/^npx /, '').split(/\s+/).slice(1));
}

test('the recipes for CI are YAML, install what they call, and call it with options that it has', async () => {
  const text = await readFile(join(ROOT, 'docs/ci.md'), 'utf8');
  const files = [...text.matchAll(/^```yaml\n(# ([\w./-]+)\n[\s\S]*?)^```$/gm)];
  assert.equal(
    files.map(([, , name]) => name),
    [
      '.github/workflows/labs.yml',
      '.github/workflows/pictures.yml',
      '.gitlab-ci.yml',
      '.circleci/config.yml',
      'labs-job.yaml',
      '.pre-commit-config.yaml',
    ],
  );
  for (const [, yaml = '', name] of files) {
    const lines = commandLines(yaml);
    const calls = !['.pre-commit-config.yaml', '.github/workflows/pictures.yml'].includes(name!);
    assert.is(lines.length > 0, calls, name);
    for (const line of lines) checkCommandLine(line);
    // The Job runs in an image that holds what it calls.
    if (lines.length > 0 && name !== 'labs-job.yaml')
      assert.ok(yaml.indexOf('npm ci') < yaml.indexOf('npx labproof'), 'npx would fetch another labproof');
  }
});

test('the Jenkinsfile calls labproof with options that it has', async () => {
  const text = await readFile(join(ROOT, 'docs/ci.md'), 'utf8');
  const [, line = ''] = /sh 'npx labproof (.*)'/.exec(text) ?? [];
  checkCommandLine(line.split(' '));
});

test('the hooks of the recipe for pre-commit are those that there are', async () => {
  const text = await readFile(join(ROOT, 'docs/ci.md'), 'utf8');
  const hooks = (await read('.pre-commit-hooks.yaml')) as readonly { readonly id: string }[];
  const [, recipe = ''] = /^```yaml\n(# \.pre-commit-config[\s\S]*?)^```$/m.exec(text) ?? [];
  const { repos } = parse(recipe) as { repos: readonly { rev: string; hooks: readonly { id: string }[] }[] };
  assert.equal(
    repos[0]!.hooks.map(({ id }) => id),
    hooks.map(({ id }) => id),
  );
  const { version } = (await read('package.json')) as { version: string };
  assert.is(repos[0]!.rev, `v${version}`);
});

test('the config files of the docs are ones, and so are the options that are listed', async () => {
  const text = await readFile(join(ROOT, 'docs/config.md'), 'utf8');
  const files = [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = '']) => json);
  const options = [...text.matchAll(/^\| `(".*?)` \|/gm)].map(([, option]) => `{"run": {${option}}}`);
  assert.ok(files.length >= 2 && options.length >= 5);
  for (const json of [...files, ...options])
    assert.not.ok('error' in readConfig(json, 'labproof.config.json'), json);
});

function checkCommandLine([verb = '', ...args]: readonly string[]): void {
  assert.ok(Object.hasOwn(FLAGS, verb), verb);
  assert.not.ok('error' in readArguments(verb as Verb, args), args.join(' '));
}

test.run();
