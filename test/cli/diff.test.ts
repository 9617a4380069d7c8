import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

const report = (...commands: readonly (readonly [number, string, string])[]): string =>
  JSON.stringify({
    version: 1,
    labs: [
      {
        file: 'labs/a.md',
        commands: commands.map(([line, command, verdict]) => ({
          line,
          command,
          verdict,
          reason: verdict === 'failed' ? `${command} is bad` : '',
        })),
      },
    ],
  });

const FILES = {
  'old.json': report([3, 'one', 'passed'], [4, 'two', 'failed'], [5, 'one', 'passed'], [6, 'four', 'passed']),
  'new.json': report(
    [9, 'one', 'passed'],
    [10, 'two', 'passed'],
    [11, 'one', 'failed'],
    [12, 'five', 'drifted'],
  ),
  'none.json': '{}',
};

test('what fails now comes first, with its reason, and makes the status 1', async () => {
  await withFolder(FILES, async (cwd) => {
    const { stdout, exitCode } = await labproof(['diff', 'old.json', 'new.json'], { cwd });
    assert.equal(stdout.split('\n'), [
      'fails now (1)',
      '  labs/a.md:11  one  passed → failed',
      '      one is bad',
      'holds again (1)',
      '  labs/a.md:10  two  failed → passed',
      'is new (1)',
      '  labs/a.md:12  five  drifted',
      'is gone (1)',
      '  labs/a.md:6  four  passed',
      '1 broken, 1 fixed, 2 otherwise',
    ]);
    assert.is(exitCode, 1);
  });
});

test('where nothing fails that did not the status is 0', async () => {
  await withFolder(FILES, async (cwd) => {
    const { stdout, exitCode } = await labproof(['diff', 'new.json', 'new.json', '--json'], { cwd });
    assert.equal(JSON.parse(stdout), { version: 1, changes: [] });
    assert.is(exitCode, 0);
  });
});

test('what is no report is refused', async () => {
  await withFolder(FILES, async (cwd) => {
    for (const args of [['old.json'], ['old.json', 'none.json'], ['old.json', 'nowhere.json']]) {
      const { stderr, exitCode } = await labproof(['diff', ...args], { cwd });
      assert.match(stderr, 'labproof diff: ');
      assert.is(exitCode, 2);
    }
  });
});

const onEngines = (...labs: readonly (readonly [asked: string, verdict: string])[]): string =>
  JSON.stringify({
    version: 1,
    labs: labs.map(([asked, verdict]) => ({
      file: 'labs/a.md',
      engine: { kind: 'private', version: `${asked}.1`, asked },
      commands: [{ line: 3, command: 'one', verdict, reason: '' }],
    })),
  });

test('labs on several engines are compared with those on the same, and the engine is told', async () => {
  const files = {
    'old.json': onEngines(['26', 'passed'], ['28', 'passed'], ['20.10', 'failed']),
    'new.json': onEngines(['28', 'failed'], ['26', 'passed']),
  };
  await withFolder(files, async (cwd) => {
    const { stdout, exitCode } = await labproof(['diff', 'old.json', 'new.json'], { cwd });
    assert.equal(stdout.split('\n'), [
      'fails now (1)',
      '  labs/a.md:3  one  passed → failed on docker 28',
      'is gone (1)',
      '  labs/a.md:3  one  failed on docker 20.10',
      '1 broken, 0 fixed, 1 otherwise',
    ]);
    assert.is(exitCode, 1);
  });
});

test('a lab on one engine is compared with that on another, and with it on each of several', async () => {
  const files = {
    'one.json': onEngines(['26', 'passed']),
    'other.json': onEngines(['28', 'failed']),
    'both.json': onEngines(['26', 'passed'], ['28', 'failed']),
  };
  await withFolder(files, async (cwd) => {
    const upgraded = await labproof(['diff', 'one.json', 'other.json'], { cwd });
    assert.match(upgraded.stdout, /^fails now \(1\)\n {2}labs\/a\.md:3 {2}one {2}passed → failed\n/);
    const widened = await labproof(['diff', 'one.json', 'both.json'], { cwd });
    assert.match(widened.stdout, 'one  passed → failed on docker 28');
    assert.match(widened.stdout, '1 broken, 0 fixed, 0 otherwise');
  });
});

test.run();
