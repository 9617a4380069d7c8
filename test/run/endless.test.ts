import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../src/model/lab.ts';
import { callsServer, enoughSeen, mayServe, serves } from '../../src/run/endless.ts';
import { labOf } from '../support/labs.ts';

const command = (script: string, ...shown: readonly string[]): Command => ({
  ...(labOf([script]).steps[0]!.actions[0] as Command),
  expected:
    shown.length === 0
      ? undefined
      : {
          span: { file: 'lab.md', line: 2, column: 1, endLine: 2 },
          lines: shown.map((text, index) => ({ line: index + 2, text })),
        },
});

test('a program of an interpreter or of the folder may be a server', () => {
  for (const script of [
    'node app.js',
    'python3 -m http.server 8000',
    'npm run dev',
    'cd web && go run .',
    './serve',
    'make dev',
    'turnip --port 4000',
  ])
    assert.ok(mayServe(command(script)), script);
});

test('what does its work and ends is none', () => {
  for (const script of [
    'npm install',
    'python3 -c "print(1)"',
    'node --version',
    'go build ./...',
    'node app.js > log',
    'node app.js &',
    'ls',
    'cat a | node app.js',
    'make install',
    'make',
    'cd web',
  ])
    assert.not(mayServe(command(script)), script);
});

const NOBODY = { isCalled: false, isCalledNext: false };

test('a program that rests after its documented line stays, though nothing says that it serves', () => {
  const seen = serves(command('./poll', 'begun with 12 jobs'), NOBODY);
  assert.not(seen('begun with 7 jobs\n', 5_000));
  assert.ok(seen('begun with 7 jobs\n', 9_000));
  assert.not(seen('something else\n', 60_000));
});

test('of a silent server that the next command calls nothing is waited for', () => {
  const silent = command('python3 app.py');
  assert.ok(serves(silent, { isCalled: true, isCalledNext: true })('', 6_000));
  assert.not(serves(silent, { isCalled: true, isCalledNext: false })('', 6_000));
});

test('a server is one when its documented line has come and it is quiet', () => {
  const seen = serves(command('node app.js', 'listening on 3000'), NOBODY);
  assert.not(seen('', 9_000));
  assert.not(seen('listening on 3000\n', 100));
  assert.ok(seen('listening on 3000\n', 2_000));
});

test('a program that says nothing of serving is waited for, unless a later command calls on a server', () => {
  const slow = command('npm run report');
  assert.not(serves(slow, NOBODY)('step 1 of 9\n', 60_000));
  assert.ok(serves(slow, { isCalled: true, isCalledNext: false })('step 1 of 9\n', 60_000));
});

test('a later command calls on a server by an address of this machine, or from another terminal', () => {
  const later = callsServer([command('echo'), command('curl -s http://localhost:3000/')], 0);
  assert.equal(later, { isCalled: true, isCalledNext: false });
  const elsewhere = callsServer([{ ...command('echo'), where: { kind: 'host', shell: 1 } }], 0);
  assert.equal(elsewhere, { isCalled: true, isCalledNext: true });
  assert.equal(callsServer([command('curl -s http://example.com/')], 0), NOBODY);
});

test('what has not begun to speak is waited for', () => {
  const seen = enoughSeen(command('ping nobody', "ping: bad address 'nobody'"));
  assert.not(seen('', 5_000));
  assert.ok(seen('something else\n', 5_000));
});

test.run();
