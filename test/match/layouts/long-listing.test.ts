import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { match, verdict } from '../support.ts';

const ls = { verb: '', program: 'ls' };
const DOCUMENT = `total 218756
-rw-------    1 root     root     112844800 Dec 18 02:53 image.tar
-rw-r--r--    1 root     root     111158784 Dec 18 02:50 files.tar`;
const LIVE = `total 12
-rw-r--r-- 1 root root 9216 Nov  4 2026 files.tar
-rw------- 2 root root 1024 Nov 24 03:03 image.tar`;

test('sizes, dates, link counts and the total are of the moment, order does not count', () => {
  assert.is(verdict(DOCUMENT, LIVE, ls), 'passed');
});

test('mode, owner and group are facts', () => {
  assert.is(verdict(DOCUMENT, LIVE.replace('-rw-------', '-rw-rw-rw-'), ls), 'failed');
  assert.is(verdict(DOCUMENT, LIVE.replace('root root 1024', 'guest root 1024'), ls), 'failed');
  const { differences } = match(DOCUMENT, LIVE.replace('root root 1024', 'root guest 1024'), ls);
  assert.is(differences[0]?.cause, 'group of image.tar is guest');
});

test('a file that is not there fails, one more drifts', () => {
  assert.is(verdict(DOCUMENT, LIVE.split('\n').slice(0, 2).join('\n'), ls), 'failed');
  assert.is(verdict(DOCUMENT, `${LIVE}\n-rw-r--r-- 1 root root 1 Nov 24 03:03 more`, ls), 'drifted');
});

test('what is above the directory is of the machine', () => {
  const list = (mode: string): string =>
    `drwxr-xr-x 2 root root 4096 Nov 24 03:03 .\n${mode} 1 root root 4096 Nov 24 03:03 ..`;
  assert.is(verdict(list('drwxr-xr-x'), list('drwxrwxrwt'), ls), 'drifted');
});

test('where a link leads is a fact', () => {
  const link = (to: string): string => `lrwxrwxrwx 1 root root 7 Nov 24 03:03 bin -> ${to}`;
  assert.is(verdict(link('usr/bin'), link('usr/bin'), ls), 'passed');
  assert.is(verdict(link('usr/bin'), link('usr/sbin'), ls), 'failed');
});

test('what is above the directory in a container is of the image', () => {
  const list = (owner: string): string =>
    `drwxr-xr-x 2 root root 4096 Nov 24 03:03 .\ndrwxr-xr-x 1 ${owner} root 4096 Nov 24 03:03 ..`;
  assert.is(verdict(list('root'), list('guest'), { verb: 'exec', program: 'ls -la /tmp' }), 'failed');
});

test.run();
