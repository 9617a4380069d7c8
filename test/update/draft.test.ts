import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Draft, type Edit } from '../../src/update/draft.ts';

const draftOf = (...texts: readonly string[]): Draft =>
  new Draft(texts.map((text, index) => ({ line: 11 + index, text })));

/** What a draft of these lines becomes. */
function edited(text: string, edits: readonly Edit[]): string {
  const draft = draftOf(...text.split('\n'));
  draft.edit(edits);
  return draft.text;
}

test('of two edits that overlap the one that begins first counts, of two at one place the longer', () => {
  const first = { from: 0, to: 5, put: 'A' };
  const second = { from: 3, to: 8, put: 'B' };
  for (const edits of [
    [first, second],
    [second, first],
  ])
    assert.is(edited('0123456789', edits), 'A56789');
  assert.is(edited('0123456789', [{ from: 0, to: 2, put: 'B' }, first]), 'A56789');
});

test('edits that touch are both made', () => {
  assert.is(
    edited('0123456789', [
      { from: 0, to: 5, put: 'A' },
      { from: 5, to: 8, put: 'B' },
    ]),
    'AB89',
  );
});

test('an edit may join lines and part them; those of the document keep their numbers', () => {
  const draft = draftOf('one', 'two', 'three');
  draft.edit([{ from: 1, to: 6, put: 'X\nY\nZ' }]);
  assert.equal(
    draft.lines.map(({ line, text }) => [line, text]),
    [
      [11, 'oX'],
      [11 + 1 / 3, 'Y'],
      [11 + 2 / 3, 'Zo'],
      [13, 'three'],
    ],
  );
});

test('an edit beyond the text changes nothing', () => {
  assert.is(edited('one', [{ from: 9, to: 12, put: 'X' }]), 'one');
});

test('in lines that a terminal broke, a text that stands in two places is left to the author', () => {
  const draft = draftOf('app  8080', '     8080', 'x');
  const shown = 'app 8080 and 8080';
  assert.is(draft.editShown(11, shown, [{ from: 4, to: 8, put: '9090' }]), false);
  assert.is(draft.text, 'app  8080\n     8080\nx');
});

test('in lines that a terminal broke, a text that stands in one place is written there', () => {
  const draft = draftOf('app', '     8080', 'x');
  assert.is(draft.editShown(11, 'app 8080', [{ from: 4, to: 8, put: '$&90' }]), true);
  assert.is(draft.text, 'app\n     $&90\nx');
  assert.is(draft.editShown(11, 'app 7070', [{ from: 4, to: 8, put: '1' }]), false);
  assert.is(draft.editShown(99, 'app', []), false);
});

test('a line keeps the blanks at its end, and what a prompt or a mark puts before the shown text', () => {
  const draft = draftOf('> app 8080  ');
  assert.is(draft.editShown(11, 'app 8080', [{ from: 4, to: 8, put: '90' }]), true);
  assert.is(draft.text, '> app 90  ');
});

test('lines come in behind a line or at the beginning, and not behind one that is not there', () => {
  const draft = draftOf('a', 'b');
  draft.insertAfter(11, ['x', 'y']);
  draft.insertAfter(0, ['top']);
  draft.insertAfter(99, ['lost']);
  assert.is(draft.text, 'top\na\nx\ny\nb');
  assert.ok(draft.lines[0]!.line > 10 && draft.lines[0]!.line < 11);
  assert.is(draft.offsetOf(12), 'top\na\nx\ny\n'.length);
  assert.is(draft.offsetOf(13), -1);
});

test.run();
