import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SeatView } from '../../src/serve/messages.ts';
import { resultsCsv, resultsJson } from '../../src/serve/results.ts';

const seat = (more: Partial<SeatView>): SeatView => ({
  ...{ name: 'Ada', link: 'http://127.0.0.1/#key', state: 'here', title: 'Wires', step: 2, steps: 6 },
  ...{ done: 1, goal: '', wrong: '', stuck: 5, finished: false },
  ...more,
});

test('results are a table with a line for each seat, whatever is in a cell', () => {
  const wrong = 'network wire exists, but its driver is "bridge"';
  const [head, first, second, rest] = resultsCsv([
    seat({ wrong }),
    seat({ name: '=HYPERLINK("http://evil.example")', goal: '-d macvlan' }),
  ]).split('\r\n');
  assert.is(head, 'name,state,title,step,steps,done,finished,stuck,goal,wrong');
  assert.is(first, 'Ada,here,Wires,2,6,1,false,5,,"network wire exists, but its driver is ""bridge"""');
  assert.is(
    second,
    `"'=HYPERLINK(""http://evil.example"")",here,Wires,2,6,1,false,5,'-d macvlan,`,
    'no cell is a formula',
  );
  assert.is(rest, '');
});

test('results for programs have a version, and no links, which are keys', () => {
  const text = resultsJson([seat({})]);
  const { version, seats } = JSON.parse(text) as { version: number; seats: readonly SeatView[] };
  assert.is(version, 1);
  assert.is(seats[0]?.done, 1);
  assert.not.match(text, 'key');
});

test.run();
