import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tidy } from '../../src/session/tidy.ts';

const plain = { script: 'make', left: false, interrupted: false };

test('what the shell says about its missing terminal is taken out', () => {
  assert.is(tidy('a\nbash: [12: 2 (255)] tcsetattr: Inappropriate ioctl for device\nb\n', plain), 'a\nb\n');
});

test('that a job is done is taken out unless the script asks', () => {
  const output = '[1]+  Done                    sleep 1\n[2]-  Exit 3                  sh -c x\nmine\n';
  assert.is(tidy(output, plain), 'mine\n');
  assert.is(tidy(output, { ...plain, script: 'wait; echo mine' }), output);
  assert.is(tidy('[1] Done with it\n', plain), '[1] Done with it\n');
});

test("the shell's goodbye is taken out only where it left", () => {
  assert.is(tidy('bye\nexit\n', { ...plain, left: true }), 'bye\n');
  assert.is(tidy('bye\nexit\n', plain), 'bye\nexit\n');
  assert.is(tidy('no exit\n', { ...plain, left: true }), 'no exit\n');
});

test('that a command was ended is taken out only where it was', () => {
  assert.is(tidy('x\nTerminated\n', { ...plain, interrupted: true }), 'x\n');
  assert.is(tidy('x\nKilled\n', plain), 'x\nKilled\n');
});

test.run();
