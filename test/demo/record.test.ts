import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { castText } from '../../src/demo/cast.ts';
import { recordScript } from '../../src/demo/record.ts';
import { chapter, OPTIONS, script, shot } from './support.ts';

const lines = (typed: string): readonly string[] =>
  castText(
    recordScript(
      script(chapter('One', shot('ls', 'a\nb')), chapter('Two', shot(typed, 'done'), shot('pwd', '/'))),
      OPTIONS,
    ),
    3,
  ).split('\n');

test('the same script gives the same bytes, and another seed another rhythm', () => {
  assert.equal(lines('docker ps'), lines('docker ps'));
  const once = recordScript(script(chapter('One', shot('docker ps'))), OPTIONS);
  const other = recordScript(script(chapter('One', shot('docker ps'))), { ...OPTIONS, seed: '2' });
  assert.not.equal(once.events, other.events);
  const said = (cast: typeof once): string => cast.events.map(({ data }) => data).join('');
  assert.is(said(once), said(other));
});

test('another letter changes the lines of the keys around it, and no others', () => {
  const before = lines('docker top web');
  const after = lines('docker tap web');
  assert.is(before.length, after.length);
  const changed = before.filter((line, index) => line !== after[index]);
  assert.ok(changed.length >= 1 && changed.length <= 3, changed.join('\n'));
});

test('each step begins with a marker, once the output before it has been read', () => {
  const { events } = recordScript(
    script(chapter('One', shot('ls', 'a\nb')), chapter('Two', shot('pwd', '/'))),
    OPTIONS,
  );
  const marks = events.filter(({ code }) => code === 'm');
  assert.equal(
    marks.map(({ data }) => data),
    ['One', 'Two'],
  );
  const printed = events.find(({ data }) => data.startsWith('a\r\nb'));
  assert.ok(marks[1]!.at > printed!.at + 300);
});

test('the lines of a program that prints one a second come one a second', () => {
  const { events } = recordScript(
    script(chapter('One', shot('ping x', '1\n2\n3', { lineMs: 1000 }))),
    OPTIONS,
  );
  const times = events.filter(({ data }) => /^\d\r\n/.test(data)).map(({ at }) => at);
  assert.equal(times, [times[0], times[0]! + 1000, times[0]! + 2000]);
});

test('a command of several lines gets the shell’s second prompt', () => {
  const { events } = recordScript(script(chapter('One', shot('a \\\n--b', 'c'))), OPTIONS);
  const text = events.map(({ data }) => data.replace(/\u001b\[\d*m/g, '')).join('');
  assert.match(text, '$ a \\\r\n> --b\r\nc\r\n$ ');
});

test.run();
