import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunEvent } from '../../src/model/event.ts';
import { orderedLanes } from '../../src/run/event-order.ts';

const notice = (message: string): RunEvent => ({
  type: 'notice',
  problem: { severity: 'warning', code: 'x', message },
});

function bench(count: number) {
  const seen: string[] = [];
  const lanes = orderedLanes(count, (event) => {
    if (event.type === 'notice') seen.push(event.problem.message);
  });
  return { seen, lanes: lanes as readonly [(typeof lanes)[0], ...typeof lanes] & typeof lanes };
}

test('events of the first lane pass at once, those of later ones are held', () => {
  const { seen, lanes } = bench(2);
  lanes[1]!.event(notice('b1'));
  lanes[0].event(notice('a1'));
  assert.equal(seen, ['a1']);
});

test('a closed lane gives way to the next, whose later events then pass at once', () => {
  const { seen, lanes } = bench(2);
  lanes[1]!.event(notice('b1'));
  lanes[0].event(notice('a1'));
  lanes[0].close();
  lanes[1]!.event(notice('b2'));
  assert.equal(seen, ['a1', 'b1', 'b2']);
});

test('lanes that end out of order come in order, each together', () => {
  const { seen, lanes } = bench(4);
  lanes[2]!.event(notice('c'));
  lanes[2]!.close();
  lanes[1]!.event(notice('b'));
  lanes[1]!.close();
  lanes[3]!.event(notice('d'));
  assert.equal(seen, []);
  lanes[0].close();
  assert.equal(seen, ['b', 'c', 'd']);
});

test.run();
