import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfig } from '../../src/cli/config-text.ts';
import { labproof, withFolder } from '../support/cli.ts';

const config = (value: object): Readonly<Record<string, string>> => ({
  'labproof.config.json': JSON.stringify(value),
});

for (const [text, message] of [
  [
    '{\n  "run": {\n    "stict": true\n  }\n}',
    "c.json:3:5: unknown option 'stict' of run; did you mean 'strict'?",
  ],
  ['{ "rum": {} }', "c.json:1:3: unknown verb 'rum'; did you mean 'run'?"],
  ['{ "run": { "zzzzzzzzz": 1 } }', 'there are engine, images'],
  ['{ "run": { "strict": "yes" } }', 'c.json:1:12: run.strict takes true or false'],
  ['{ "run": { "reporter": "list" } }', 'c.json:1:12: run.reporter takes a list of texts'],
  ['{ "run": { "engine": 5 } }', 'c.json:1:12: run.engine takes a text or a list of texts'],
  ['{ "run": { "timeout": [] } }', 'c.json:1:12: run.timeout takes a text or a number'],
  ['{ "run": 1 }', 'c.json:1:3: run takes an object'],
  ['[]', 'c.json:1:1: an object is expected'],
  ['', 'c.json:1:1: it is not JSON'],
  ['{\n  "run": {,}\n}', /^c\.json:2:\d+: it is not JSON/],
  ['{ "run": {}, "run": {} }', /^c\.json:1:\d+: it is not JSON: Map keys must be unique/],
  ['run: {}', 'c.json:1:1: it is not JSON'],
] as const) {
  test(`a config file with ${JSON.stringify(text)} is refused with its place`, () => {
    const read = readConfig(text, 'c.json');
    assert.ok('error' in read, 'it is taken');
    assert.match(read.error as string, message);
  });
}

test('values are those that the command line would give, paths from the folder of the file', () => {
  const text = JSON.stringify({
    run: {
      workers: 2,
      strict: true,
      faithful: false,
      bail: true,
      images: 'i',
      reporter: ['list', 'json=r.json'],
    },
  });
  assert.equal(readConfig(text, '/etc/labs/c.json'), {
    run: {
      workers: '2',
      strict: true,
      bail: '1',
      images: '/etc/labs/i',
      reporter: ['list', 'json=/etc/labs/r.json'],
    },
  });
});

test('a config file is found in a folder above, and its errors are usage errors', async () => {
  await withFolder(config({ plan: { jsn: true } }), async (folder) => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    const { stderr, exitCode } = await labproof(['plan', 'x.md'], { cwd: join(folder, 'a/b') });
    assert.match(stderr, /labproof\.config\.json:1:10: unknown option 'jsn' of plan; did you mean 'json'\?/);
    assert.is(exitCode, 2);
  });
});

test('--no-config uses none, --config another', async () => {
  const files = { ...config({ lint: { nonsense: 1 } }), 'other.json': '{ "lint": { "list-rules": true } }' };
  await withFolder(files, async (folder) => {
    const none = await labproof(['lint', '--no-config', '--list-rules'], { cwd: folder });
    assert.is(none.exitCode, 0);
    const other = await labproof(['lint', '--config', 'other.json'], { cwd: folder });
    assert.equal([other.exitCode, other.stdout], [0, none.stdout]);
    const missing = await labproof(['lint', '--config', 'none.json'], { cwd: folder });
    assert.match(missing.stderr, "none.json: it can't be read (ENOENT)");
    assert.is(missing.exitCode, 2);
  });
});

test('the command line goes before the file, and what it names before the files of the file', async () => {
  const text = '# A\n\n```\n$ true\n```\n';
  const files = { ...config({ plan: { json: true, files: ['a.md'] } }), 'a.md': text, 'b.md': text };
  await withFolder(files, async (folder) => {
    const planned = async (...args: readonly string[]) => {
      const { stdout } = await labproof(['plan', ...args], { cwd: folder });
      return (JSON.parse(stdout) as { labs: { file: string }[] }).labs.map(({ file }) => file);
    };
    assert.equal(await planned(), ['a.md']);
    assert.equal(await planned('b.md'), ['b.md']);
  });
  await withFolder(config({ run: { engine: 'mine' } }), async (folder) => {
    const fromFile = await labproof(['run', 'no.md'], { cwd: folder });
    assert.match(fromFile.stderr, 'the Docker context mine');
    const fromLine = await labproof(['run', '--engine', 'host', 'no.md'], { cwd: folder });
    assert.match(fromLine.stderr, 'no.md: there is no such file');
  });
});

test.run();
