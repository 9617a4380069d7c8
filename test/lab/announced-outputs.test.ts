import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { announcesOutput, ofHypothetical, ofOtherCommand } from '../../src/lab/output-likeness.ts';
import { rows, words } from '../support/word-lists.ts';
import { prose } from './reading.ts';

const ANNOUNCES = [
  ...words(`output outputs result results print prints printed display displays displayed return returns returned show
    shows shown respond responds response appear appears verify confirm expected sample`),
  ...rows(`
    similar to
    look like
    looks like
    will see
    should get
    can be
    could look
    would produce
    will have
    you see
    you'll see
    you will see
    we see
    we'll see
    we will see
    we can see
    we should see
    as follows
    something like
  `),
];
test('prose announces what is printed', () => {
  for (const said of ANNOUNCES) {
    assert.ok(announcesOutput(`Pears ${said} plums`), said);
    assert.not.ok(announcesOutput(`Pears x${said}x plums`), said);
    assert.ok(announcesOutput(`PEARS ${said.toUpperCase()} PLUMS`), said);
  }
});
test('prose that announces a file or a form announces no output', () => {
  for (const said of [
    'syntax',
    'general form',
    'usage',
    'content',
    'contents',
    'file',
    'dockerfile',
    'template',
    'snippet',
    'config',
    'configuration',
  ]) {
    assert.not.ok(announcesOutput(`It shows the ${said}:`), said);
    assert.not.ok(announcesOutput(`It shows the ${said} of pears`), said);
    assert.ok(announcesOutput(`It shows the ${said}. Pears:`), said);
    assert.ok(announcesOutput(`It shows the x${said}:`), said);
  }
  assert.ok(announcesOutput(`It shows the file ${'of '.repeat(15)}`));
});

const supposed = (text: string, first = ''): boolean => ofHypothetical(first, [prose('Pears.'), prose(text)]);
test('what is printed on a condition, or to an attempt, is supposed', () => {
  for (const lead of [
    'if',
    'should',
    'had',
    'were',
    'but if',
    'and if',
    'so if',
    'also if',
    'now if',
    'note that if',
    'however, if',
  ])
    assert.ok(supposed(`${lead} it stops, it fails:`), lead);
  for (const said of ['trying', 'attempting', 'an attempt'])
    assert.ok(supposed(`So ${said} to stop fails:`), said);
  for (const told of words(`error errors fail fails failed failure refuse refuses reject rejects complain complains denied
    denies conflict conflicts`))
    assert.ok(supposed(`If it stops, ${told} come:`), told);
  assert.ok(supposed('If it stops, it is not allowed:'));
  for (const none of ['It stops, it fails:', 'As if it fails:', 'If it stops:', 'If failing:', 'Ifs fail:'])
    assert.not.ok(supposed(none), none);
  for (const refusal of ['Error response', 'docker: Error response'])
    assert.ok(supposed('If it stops:', refusal), refusal);
  for (const none of ['Errors', 'An Error', 'podman: Error'])
    assert.not.ok(supposed('If it stops:', none), none);
  assert.ok(supposed('Pears. If it stops, it fails:'));
  assert.not.ok(supposed('If it stops, it fails. Pears:'));
  assert.not.ok(ofHypothetical('Error', []));
});
test('what is tried again with the command just shown is not supposed', () => {
  for (const verb of words(`run running try trying execute executing repeat repeating issue issuing enter entering type typing
    do doing`)) {
    assert.not.ok(supposed(`If you are ${verb} it, it fails:`), verb);
    assert.ok(supposed(`If you are x${verb} it, it fails:`), verb);
  }
  for (const what of [
    'it',
    'this',
    'these',
    'them',
    'this command',
    'the long docker command',
    'that command',
  ])
    assert.not.ok(supposed(`If you run ${what}, it fails:`), what);
  for (const other of ['to', 'for', 'with', 'without', 'on', 'in', 'as', 'twice', 'a second'])
    assert.ok(supposed(`If you run it ${other} pears, it fails:`), other);
  assert.not.ok(supposed('If you run it again, it fails:'));
});

test('a block may be what a command prints that only the text names', () => {
  const of = (pending: string, text: string, ...marked: readonly string[]) =>
    ofOtherCommand(pending, [prose(text, ...marked)]);
  assert.ok(of('docker ps', 'It shows:', 'docker images'));
  assert.ok(of('docker ps', 'It shows:', 'docker images', 'docker info'));
  assert.ok(of('docker ps', 'It shows:', 'docker-compose ps'));
  assert.not.ok(of('docker ps', 'It shows:', 'docker images', 'docker ps'));
  assert.not.ok(of('docker ps -a', 'It shows:', 'docker ps'));
  assert.not.ok(of('docker ps', 'It is:', 'docker images'));
  assert.not.ok(of('docker ps', 'It shows:'));
  assert.not.ok(of('docker ps', 'It shows:', 'images'));
  assert.not.ok(ofOtherCommand('docker ps', []));
});

test.run();
