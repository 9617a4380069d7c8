import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixText } from '../../src/lint/fix.ts';
import { lintText } from '../../src/lint/lint.ts';
import { PS, psRow, transcript } from '../support/lint.ts';

const BROKEN = transcript(
  '$ docker run -d –name shop alpine sleep 1d',
  '$ docker ps',
  PS,
  psRow('4b1f00c0ffee', 'shpo', 'shpo'),
  '$ docker stop shpo',
  '$ docker rm shop',
).replace(/```\n$/, '     ```\n');

const MENDED = BROKEN.replace('–name', '--name')
  .replace(/shpo(?=\n)/g, 'shop')
  .replace('     ```', '```');

test('every safe fix is applied, and not a byte beside', () => {
  const { text, findings } = fixText('lab.md', BROKEN);
  assert.is(text, MENDED);
  assert.equal(
    findings.filter(({ fix }) => fix),
    [],
  );
});

test('fixing what is fixed changes nothing', () => {
  assert.is(fixText('lab.md', MENDED).text, MENDED);
  assert.is(fixText('lab.md', MENDED).fixed, 0);
});

test('line ends and a byte order mark stay', () => {
  const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  assert.is(fixText('lab.md', windows(BROKEN)).text, windows(MENDED));
});

test('a rule that is off fixes nothing', () => {
  const off = new Map([['name-typo', 'off']] as const);
  assert.match(fixText('lab.md', BROKEN, off).text, 'docker stop shpo');
});

test('a level asked for replaces the rule’s own', () => {
  const levels = new Map([['name-typo', 'info']] as const);
  const typo = lintText('lab.md', MENDED.replace('stop shop', 'stop shpo'), levels);
  assert.equal(
    typo.filter(({ rule }) => rule === 'name-typo').map(({ level }) => level),
    ['info'],
  );
});

test.run();
