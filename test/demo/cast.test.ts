import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Cast, castText, readCast } from '../../src/demo/cast.ts';

const CAST: Cast = {
  cols: 80,
  rows: 24,
  title: 'A “title”',
  origin: 'labproof {}',
  events: [
    { at: 0, code: 'm', data: 'First' },
    { at: 250, code: 'o', data: '$ \u001b[1mls\r\n' },
    { at: 1250, code: 'x', data: '0' },
  ],
};

test('version 3 has intervals, so that a change moves nothing behind it', () => {
  const lines = castText(CAST, 3).split('\n');
  assert.equal(JSON.parse(lines[0]!).term, { cols: 80, rows: 24 });
  assert.is(lines[2], '[0.250, "o", "$ \\u001b[1mls\\r\\n"]');
  assert.is(lines[3], '[1.000, "x", "0"]');
});

test('version 2 has times since the beginning and no event that it does not know', () => {
  const lines = castText(CAST, 2).split('\n');
  assert.equal([JSON.parse(lines[0]!).width, JSON.parse(lines[0]!).height], [80, 24]);
  assert.is(lines[3], '[1.250, "o", ""]');
});

test('neither has a time of day or an environment', () => {
  for (const version of [2, 3] as const) {
    const header = JSON.parse(castText(CAST, version).split('\n')[0]!);
    assert.equal(
      Object.keys(header).filter((key) => key === 'timestamp' || key === 'env'),
      [],
    );
  }
});

test('what is written is read back, comments and unknown events left out', () => {
  assert.equal(readCast(castText(CAST, 3)), CAST);
  const others = castText(CAST, 3).replace('[0.250', '# a comment\n[0.100, "q", "?"]\n[0.150');
  assert.equal(readCast(others), CAST);
});

test('what is no cast is told with its line', () => {
  const error = (text: string): string => (readCast(text) as { error: string }).error;
  assert.match(error('hello'), /^line 1: it is no asciicast/);
  assert.match(error('{"version": 1, "width": 80}'), /^line 1: it is an asciicast of version 1; 2 and 3/);
  assert.is(error('\n'), 'the file is empty');
  assert.match(error('{"version": 2, "width": 80}'), /^line 1: the size/);
  assert.match(error('{"version": 2, "width": 80, "height": 100000000}'), /^line 1: the size/);
  assert.match(error('{"version": 2, "width": 80, "height": 24}\n[0.1, "o", "a"]\n[nonsense'), /^line 3/);
  assert.match(error('{"version": 2, "width": 80, "height": 24}\n[0.1, "m", "a"]'), 'nothing to show');
});

test.run();
