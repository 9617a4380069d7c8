import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { LabContext, Several } from '../../src/run/context.ts';
import { asSpread } from '../../src/run/spread.ts';

const several = (...names: readonly string[]): Several => ({
  contexts: new Map(names.map((name) => [name, {} as LabContext])),
  addresses: new Map(),
  notices: [],
});

function spread(shown: readonly string[], live: readonly string[], machines = several('shed1', 'shed2')) {
  const correspondence = new Correspondence();
  correspondence.bind({ document: 'ip-10-1-0-7', live: 'shed1', space: 'hostname', line: 1 });
  const lines = shown.map((text, index) => ({ line: index + 1, text }));
  const span = { file: 'lab.md', line: 1, column: 1, endLine: lines.length };
  return asSpread({ span, lines }, live.join('\n'), { several: machines, correspondence }).split('\n');
}

const HEADER = 'ID    NAME    NODE    DESIRED STATE';

test('which task is on which machine is the choice of the swarm', () => {
  const shown = [HEADER, 'a1b2  crane.1  shed2  Running', 'c3d4  crane.2  shed1  Running'];
  const live = [HEADER, 'e5f6  crane.1  shed1  Running', 'a7b8  crane.2  shed2  Running'];
  assert.equal(spread(shown, live), [
    HEADER,
    'e5f6  crane.1  shed2  Running',
    'a7b8  crane.2  shed1  Running',
  ]);
});

test('how many are together is not', () => {
  const shown = [HEADER, 'a1b2  crane.1  shed1  Running', 'c3d4  crane.2  shed1  Running'];
  const live = [HEADER, 'e5f6  crane.1  shed1  Running', 'a7b8  crane.2  shed2  Running'];
  assert.equal(spread(shown, live), live);
});

test('a machine that the document calls otherwise is the one it has been met as', () => {
  const shown = ['crane.1 ip-10-1-0-7 Running', 'crane.2 shed2 Running'];
  assert.equal(spread(shown, ['crane.1 shed2 Running', 'crane.2 shed1 Running']), [
    'crane.1 shed1 Running',
    'crane.2 shed2 Running',
  ]);
});

test('columns stay where they are when the names are of other lengths', () => {
  const shown = ['crane.1  barn  Running  x', 'crane.2  hayloft  Running  x'];
  const live = ['crane.1  hayloft  Running  x', 'crane.2  barn     Running  x'];
  assert.equal(spread(shown, live, several('barn', 'hayloft')), [
    'crane.1  barn     Running  x',
    'crane.2  hayloft  Running  x',
  ]);
});

test('the containers of a machine are those of any tasks', () => {
  const id = (letter: string): string => letter.repeat(24).concat('1');
  assert.equal(spread([`crane.1.${id('a')}`], [`crane.2.${id('b')}`]), [`crane.1.${id('b')}`]);
  const two = [`crane.2.${id('b')}`, `crane.3.${id('c')}`];
  assert.equal(spread([`crane.1.${id('a')}`], two), two);
});

test('in a lab of one machine nothing is changed', () => {
  const span = { file: 'lab.md', line: 1, column: 1, endLine: 1 };
  const expected = { span, lines: [{ line: 1, text: 'crane.1 shed2 Running' }] };
  const context = { several: undefined, correspondence: new Correspondence() };
  assert.is(asSpread(expected, 'crane.1 shed1 Running', context), 'crane.1 shed1 Running');
});

test.run();
