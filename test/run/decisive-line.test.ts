import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decisiveLine } from '../../src/run/decisive-line.ts';

test('usage and advice are not what is wrong', () => {
  const output = `docker: 'docker rm' requires at least 1 argument

Usage:  docker rm [OPTIONS] CONTAINER [CONTAINER...]

See 'docker rm --help' for more information
`;
  assert.is(decisiveLine(output), "docker: 'docker rm' requires at least 1 argument");
});

test('an exception is what is wrong, not where it was thrown', () => {
  const node = `/srv/app.js:3
throw new TypeError('the basket is empty');

TypeError: the basket is empty
    at Object.<anonymous> (/srv/app.js:3:7)
    at node:internal/main/run_main_module:28:49

Node.js v20.19.0`;
  assert.is(decisiveLine(node), 'TypeError: the basket is empty');
  const python = `Traceback (most recent call last):
  File "/srv/app.py", line 3, in <module>
KeyError: 'plums'`;
  assert.is(decisiveLine(python), "KeyError: 'plums'");
});

test('where nothing is worded as an error, the last line tells', () => {
  assert.is(decisiveLine('first\nlast words\n\n'), 'last words');
  assert.is(decisiveLine('\n'), '');
});

test.run();
