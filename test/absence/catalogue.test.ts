import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { absencesIn, SIGNS } from '../../src/absence/catalogue.ts';

test('every sign has an example, and each is read as what it says', () => {
  for (const { examples, lack } of SIGNS) {
    assert.ok(examples.length > 0, `${lack} has no example`);
    for (const [output, name] of examples) {
      const [absence] = absencesIn(output);
      assert.equal([absence?.lack, absence?.name], [lack, name], output);
    }
  }
});

test('each thing that is missing is told once, in the order of the lines', () => {
  const output = [
    'Error response from daemon: No such container: harbour',
    'Error response from daemon: No such container: harbour',
    'bash: line 1: figment: command not found',
  ].join('\n');
  assert.equal(
    absencesIn(output).map(({ lack, name }) => `${lack} ${name}`),
    ['container harbour', 'program figment'],
  );
});

test('what programs print of what is there says nothing of that sort', () => {
  for (const output of [
    'hello\n',
    '64 bytes from 172.17.0.2: seq=0 ttl=64 time=0.1 ms\n',
    'Unable to find anything wrong\n',
    'not found: 0 of 12\n',
    'NAME   NOT FOUND\n',
  ])
    assert.equal(absencesIn(output), []);
});

test('a long output is read in little time', () => {
  const output = `${'x '.repeat(200)}\n`.repeat(20_000);
  assert.equal(absencesIn(output), []);
});

test.run();
