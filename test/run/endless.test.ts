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
  ])
    assert.not(mayServe(command(script)), script);
});

test('a server is one when its documented line has come and it is quiet', () => {
  const seen = serves(command('node app.js', 'listening on 3000'), { isCalled: false });
  assert.not(seen('', 9_000));
  assert.not(seen('listening on 3000\n', 100));
  assert.ok(seen('listening on 3000\n', 2_000));
});

test('a program that says nothing of serving is waited for, unless a later command calls on a server', () => {
  const slow = command('npm run report');
  assert.not(serves(slow, { isCalled: false })('step 1 of 9\n', 60_000));
  assert.ok(serves(slow, { isCalled: true })('step 1 of 9\n', 60_000));
});

test('a later command calls on a server by an address of this machine, or from another terminal', () => {
  assert.ok(callsServer([command('echo'), command('curl -s http://localhost:3000/')], 0));
  assert.ok(callsServer([{ ...command('echo'), where: { kind: 'host', shell: 1 } }], 0));
  assert.not(callsServer([command('curl -s http://example.com/')], 0));
});

test('what has not begun to speak is waited for', () => {
  const seen = enoughSeen(command('ping nobody', "ping: bad address 'nobody'"));
  assert.not(seen('', 5_000));
  assert.ok(seen('something else\n', 5_000));
});

test.run();
