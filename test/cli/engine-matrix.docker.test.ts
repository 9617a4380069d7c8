import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { engineRoot } from '../support/engine.ts';

/** What is true of Docker 26 and of no later one stands beside what is true of all. */
const LAB = `# Age

## Look

\`\`\`console
$ docker network create wire
$ docker version --format '{{.Server.APIVersion}}'
1.45
\`\`\`

## Remove

\`\`\`console
$ docker network rm wire
wire
\`\`\`
`;

const NO_ENGINE = '# Shell\n\n```console\n$ echo hello\nhello\n```\n';

interface Report {
  readonly labs: readonly {
    readonly file: string;
    readonly verdict: string;
    readonly engine?: { readonly asked?: string; readonly version: string };
  }[];
  readonly engineFacts: readonly { readonly line: number }[];
}

/** Runs with machines of engines 26 and 28, whichever the computer itself has, and reads the JSON report. */
async function run(folder: string, ...args: readonly string[]) {
  const roots = [engineRoot('26'), engineRoot('28')].join(':');
  const { stdout, stderr, exitCode } = await labproof(
    ['run', '--engine', 'private', '--reporter', 'list', '--reporter', 'json=report.json', ...args],
    { cwd: folder, env: { LABPROOF_ENGINE_ROOT: roots, XDG_STATE_HOME: join(folder, '.state') } },
  );
  const text = await readFile(join(folder, 'report.json'), 'utf8');
  const report = JSON.parse(text) as Report;
  const labs = report.labs.map(({ file, verdict, engine }) => `${file} ${engine?.asked} ${verdict}`);
  return { stdout, stderr, exitCode, labs, report };
}

test('each lab is run on an engine of each version, side by side, and what holds on one only is told', async () => {
  await withFolder({ 'age.md': LAB, 'shell.md': NO_ENGINE }, async (folder) => {
    const { stdout, stderr, exitCode, labs, report } = await run(
      folder,
      ...['--engine-version', '26,28', '-j', '2', '.'],
    );
    assert.equal(labs, ['age.md 26 passed', 'age.md 28 failed', 'shell.md undefined passed'], stderr);
    for (const { engine } of report.labs)
      if (engine?.asked !== undefined) assert.match(engine.version, new RegExp(`^${engine.asked}\\.`));
    assert.match(stdout, /age\.md:7 .*\n {4}holds on 26\.\d+, not on 28\.\d+\n/);
    assert.is(exitCode, 1);

    // What failed on one engine is run again on that one.
    const again = await run(folder, '--engine-version', '26,28', '--last-failed', '.');
    assert.equal(again.labs, ['age.md 28 failed']);
    // The parts of a matrix are labs on engines, and all of them together are the matrix.
    const parts = [
      await run(folder, '--engine-version', '26,28', '--shard', '1/2', '--step', '2', '.'),
      await run(folder, '--engine-version', '26,28', '--shard', '2/2', '-g', 'remove', 'age.md'),
    ];
    assert.ok(parts.every((part) => part.labs.length > 0 && part.labs.length < 3));
  });
});

test('a config names the engines, and the command line takes their place', async () => {
  await withFolder({ 'age.md': LAB }, async (folder) => {
    await writeFile(join(folder, 'labproof.config.json'), '{ "run": { "engines": [26, "28"] } }');
    assert.equal((await run(folder, 'age.md')).labs, ['age.md 26 passed', 'age.md 28 failed']);
    const one = await run(folder, '--engine-version', '26', 'age.md');
    assert.equal(one.labs, ['age.md 26 passed']);
    assert.is(one.exitCode, 0);
  });
});

test('a version that cannot be had ends the run before it begins, with exit status 3', async () => {
  await withFolder({ 'age.md': LAB }, async (folder) => {
    const { stdout, stderr, exitCode, labs } = await run(folder, '--engine-version', '26,23,28', 'age.md');
    assert.match(stderr, /^labproof run: docker 23 is asked for, and .*--engine container/);
    assert.not.match(stderr, /docker 2[68] is asked for/);
    assert.is(stdout, '');
    assert.equal(labs, []);
    assert.is(exitCode, 3);
  });
});

test.run();
