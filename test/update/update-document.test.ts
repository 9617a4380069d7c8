import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Trial, trialsOf } from '../../bench/updating/trials.ts';
import { ROOT } from '../support/cli.ts';
import { ownLabs } from '../support/own-labs.ts';

/** Documents with outputs of many layouts: tables, JSON, listings, messages, lists within lists. */
const OTHERS = [
  'fixtures/labs/stale.md',
  'fixtures/labs/busy.md',
  'fixtures/documents/outputs.md',
  'fixtures/documents/crlf.md',
  'fixtures/documents/lists.md',
  'fixtures/documents/quoted-prompt.md',
  'fixtures/documents/sessions.md',
];

async function trialsIn(files: readonly string[]): Promise<readonly Trial[]> {
  const all: Trial[] = [];
  for (const file of files) {
    const text = readFileSync(join(ROOT, file), 'utf8');
    for await (const trial of trialsOf({ file, text }, { most: 1 })) all.push(trial);
  }
  return all;
}

/**
 * For each: what is written holds, whatever held is the same to the byte, and so is all that is no output;
 * a second update has nothing to do; what is left is left with a reason.
 */
test('an output that was changed is restored or left, and nothing else is otherwise', async () => {
  const trials = await trialsIn([...(await ownLabs()), ...OTHERS]);
  assert.equal(
    trials.flatMap(({ file, line, what, faults }) =>
      faults.map((fault) => `${file}:${line} ${what}: ${fault}`),
    ),
    [],
  );
  const counted = trials.filter(({ outcome }) => ['restored', 'holds', 'left'].includes(outcome));
  const n = (outcome: Trial['outcome']): number =>
    counted.filter((trial) => trial.outcome === outcome).length;
  assert.ok(counted.length >= 150, `${counted.length} changes`);
  assert.ok(n('restored') >= 0.8 * counted.length, `${n('restored')} of ${counted.length} restored`);
  assert.ok(n('left') <= 0.1 * counted.length, `${n('left')} of ${counted.length} left`);
});

test.run();
