import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readConfig, readConfigObject } from '../../src/cli/config-text.ts';
import { readEngineVersions } from '../../src/cli/engine-versions.ts';
import { jobsOf } from '../../src/cli/jobs.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { planLab } from '../../src/plan/plan.ts';
import { labproof } from '../support/cli.ts';

test('versions are given by commas or repeated, each once', () => {
  assert.equal(readEngineVersions(['20.10,26', '28', '26']), ['20.10', '26', '28']);
  assert.equal(readEngineVersions([' 20.10, 28.5.2 ']), ['20.10', '28.5.2']);
  assert.equal(readEngineVersions([]), []);
});

test('what is no version is refused, with what one looks like', async () => {
  for (const wrong of ['v28', '28.', '28,', '28.5.2.1', 'latest']) {
    const { stderr, exitCode } = await labproof(['run', '--engine-version', wrong, 'x.md']);
    assert.match(
      stderr,
      /--engine-version takes a version such as 28 or 20\.10, or several by commas, not '/,
    );
    assert.is(exitCode, 2);
  }
});

test('a verb that runs a lab once takes one version', async () => {
  const { stderr, exitCode } = await labproof(['update', '--engine-version', '26,28', 'x.md']);
  assert.match(stderr, '--engine-version takes one version here; labproof run takes several');
  assert.is(exitCode, 2);
});

test('a config calls them engines; a version may be a number there, in a module too', () => {
  const wanted = { run: { 'engine-version': ['20.10', '26', '28', '28.5.2', '27.1'] } };
  const text = '{ "run": { "engines": [20.10, 26, "28", "28.5.2", 27.1] } }';
  assert.equal(readConfig(text, 'c.json'), wanted);
  const module = { run: { engines: [20.1, 26, '28', '28.5.2', 27.1] } };
  assert.equal(readConfigObject(module, 'c.mjs'), wanted);
  assert.equal(readConfig('{ "run": { "engine-version": 18.09 } }', 'c.json'), {
    run: { 'engine-version': ['18.09'] },
  });
});

test('a config that gives them under both names is refused', () => {
  const read = readConfig('{ "run": {\n "engine-version": "28",\n "engines": ["26"] } }', 'c.json');
  assert.equal(read, { error: 'c.json:3:2: engine-version and engines are the same; keep one' });
});

const planOf = (file: string, command: string) =>
  planLab(parseLab(file, `# X\n\n\`\`\`console\n$ ${command}\n\`\`\`\n`));

test('each lab is run on each version, and one that uses no engine once', () => {
  const plans = [planOf('a.md', 'docker ps'), planOf('b.md', 'ls')];
  const jobs = (...versions: readonly string[]): readonly string[] =>
    jobsOf(plans, versions).map(({ plan, version }) => `${plan.lab.file} ${version}`);
  assert.equal(jobs('26', '28'), ['a.md 26', 'a.md 28', 'b.md undefined']);
  assert.equal(jobs('28'), ['a.md 28', 'b.md 28']);
  assert.equal(jobs(), ['a.md undefined', 'b.md undefined']);
});

test.run();
