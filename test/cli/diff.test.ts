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

test.run();
