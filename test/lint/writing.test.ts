import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixText } from '../../src/lint/fix.ts';
import { found, linesOf, transcript } from '../support/lint.ts';

const fixed = (text: string): string => fixText('lab.md', text).text;

test('typographic quotes and dashes that a shell would take for letters are put right', () => {
  const text = transcript('$ docker run –name shop -e “A=b” alpine', '$ docker run —-rm alpine');
  assert.equal(linesOf('smart-punctuation', text), [4, 5]);
  assert.is(fixed(text), transcript('$ docker run --name shop -e "A=b" alpine', '$ docker run --rm alpine'));
});

test('typographic signs in quotes, inside of words and between words are text', () => {
  const text = transcript('$ echo "it’s – “fine”"', '$ echo it’s', '$ echo a – b');
  assert.equal(linesOf('smart-punctuation', text), []);
});

test('a dash before a long option of another program may stand for one or two, so nobody guesses', () => {
  const [finding] = found('smart-punctuation', transcript('$ find . –name goods'));
  assert.is(finding?.line, 4);
  assert.is(finding?.fix, undefined);
});

test('quotes that would not close stay as they are', () => {
  assert.is(found('smart-punctuation', transcript('$ echo “goods'))[0]?.fix, undefined);
});

test('signs in continued lines are put right in their own lines', () => {
  const text = transcript('$ docker run \\', '    –name shop \\', '    alpine');
  assert.is(fixed(text), text.replace('–name', '--name'));
});

test('no-break spaces become blanks and zero-width ones go', () => {
  assert.is(fixed(transcript('$ docker\u00a0ps\u200b -a')), transcript('$ docker ps -a'));
  assert.equal(linesOf('no-break-space', transcript('$ docker ps', 'a\u00a0b')), []);
});

test('blanks behind a continuing backslash go', () => {
  const text = transcript('$ docker run \\  ', '    alpine true');
  assert.equal(linesOf('blank-after-backslash', text), [4]);
  assert.is(fixed(text), transcript('$ docker run \\', '    alpine true'));
});

test('an output glued to its command gets a line of its own', () => {
  const text = transcript(
    '$ docker network inspect street[',
    '    {',
    '        "Name": "street"',
    '    }',
    ']',
  );
  assert.is(fixed(text), text.replace('street[', 'street\n['));
  assert.equal(linesOf('glued-output', transcript('$ test -f goods && [ -d shop ]', '{}')), []);
});

test('a fence that is never closed is closed at the end of the text', () => {
  assert.is(fixed('# A\n\n```\n$ docker ps\n'), '# A\n\n```\n$ docker ps\n```\n');
});

test('a fence that swallows text is left to the author', () => {
  const [finding] = found(
    'unclosed-fence',
    '# A\n\n```\n$ docker ps\n\nNow look at what it has written here.\n',
  );
  assert.is(finding?.line, 3);
  assert.is(finding?.fix, undefined);
});

test('behind a fence at the end of a line of code nobody can tell what is open', () => {
  const text = '```\n// as in ```\ncode\n```\n\nText.\n\n```\ncode\n```\n';
  assert.equal(linesOf('unclosed-fence', text), []);
});

test('a closing fence indented so deep that it closes nothing is an error, a little deeper a note', () => {
  const text = (blanks: string) => `\`\`\`\n$ docker ps\n${blanks}\`\`\`\n`;
  assert.equal(
    found('indented-closing-fence', text('  ')).map(({ level }) => level),
    ['info'],
  );
  assert.equal(
    found('indented-closing-fence', text('    ')).map(({ level }) => level),
    ['error'],
  );
  assert.is(fixed(text('    ')), text(''));
  assert.equal(linesOf('indented-closing-fence', '- a\n\n  ```\n  $ docker ps\n  ```\n'), []);
});

test('what can’t be read is reported with its own weight', () => {
  assert.equal(
    found('unreadable', transcript('$ echo "open')).map(({ level }) => level),
    ['error'],
  );
  assert.equal(
    found('unreadable', '<!-- labproof: skipp -->\n').map(({ line }) => line),
    [1],
  );
});

test.run();
