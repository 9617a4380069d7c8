import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Block } from '../../src/model/lab.ts';
import { refusal } from '../../src/update/refusal.ts';

const block = (role: Block['role'], language = ''): Block => ({
  span: { file: 'a.md', line: 4, column: 1, endLine: 9 },
  role,
  language,
  reason: '',
});
const numbered = (text: string) => text.split('\n').map((line, index) => ({ line: 5 + index, text: line }));
const reason = (before: string, after: string, of: Block | undefined = block('output')) =>
  refusal({ before: numbered(before), after: numbered(after), block: of, folders: ['/tmp/labproof-'] });

test('a line that looks typed is not changed', () => {
  assert.match(reason('one\n$ docker ps', 'one\ntwo')!, 'line 6 looks like something to type');
  assert.match(reason('one\ndocker volume ls -q', 'one\ntwo')!, 'line 6 looks like');
  assert.match(reason('one\nFROM alpine:3', 'one\ntwo')!, 'line 6 looks like');
});

test('a line that looks typed and stays keeps nothing back', () => {
  assert.is(reason('$ docker ps\none two', '$ docker ps\none three'), undefined);
});

test('a block of which nothing is printed may be no output', () => {
  assert.match(reason('alpha beta\ngamma delta', 'one\ntwo')!, 'nothing of the block on line 4 is printed');
  assert.is(reason('alpha beta\ngamma', 'alpha two\nthree'), undefined, 'half of its words are');
});

test('a transcript and a fence that says so are outputs by themselves', () => {
  assert.is(reason('alpha', 'beta', block('transcript')), undefined);
  assert.is(reason('alpha', 'beta', block('output', 'text')), undefined);
});

test('a part of nested values keeps each bracket with the one that belongs to it', () => {
  const before = '...\n"Ports": {\n  "Host": 80\n}\n...';
  const unpaired = before.replace('"Ports": {\n', '');
  assert.match(reason(before, unpaired, block('transcript'))!, 'a bracket would be left');
  assert.is(reason(before, before.replace('80', '81'), block('transcript')), undefined);
  assert.is(reason(unpaired, before, block('transcript')), undefined);
  assert.is(reason('up [1]\nok', 'up [1\nok', block('transcript')), undefined);
});

test('a folder of the run is not written, one that the document shows already may stay', () => {
  assert.match(reason('in /srv/a', 'in /tmp/labproof-x1/work', block('transcript'))!, 'a folder of this run');
  assert.is(reason('a /tmp/labproof-x\nb c', 'a /tmp/labproof-x\nb d'), undefined);
});

test.run();
