import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { unifiedDiff } from '../../src/text/unified.ts';

const SIGN = { place: '', same: ' ', old: '-', new: '+' } as const;
const shown = (before: string, after: string): readonly string[] =>
  unifiedDiff(before, after).map(({ kind, text }) => SIGN[kind] + text);

test('texts that are the same have no changes', () => {
  assert.equal(shown('a\nb\n', 'a\nb\n'), []);
});

test('a change is shown with three lines around it and its place', () => {
  assert.equal(shown('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n'), [
    '@@ -2,7 +2,7 @@',
    ' 2',
    ' 3',
    ' 4',
    '-5',
    '+five',
    ' 6',
    ' 7',
    ' 8',
  ]);
});

test('changes that are far apart have places of their own', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `${index + 1}`);
  const after = lines.flatMap((line) => (line === '5' ? [] : line === '25' ? ['25', 'more'] : [line]));
  assert.equal(
    shown(lines.join('\n'), after.join('\n')).filter((line) => /^[@+-]/.test(line)),
    ['@@ -2,7 +2,6 @@', '-5', '@@ -23,6 +22,7 @@', '+more'],
  );
});

test.run();
