import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TypedInside } from '../../src/training/typed-inside.ts';

/** What a program in the foreground shows, and at `⏎` the learner presses Enter. */
async function heard(...pieces: readonly string[]) {
  const runs: (readonly [string, string])[] = [];
  const quiet: string[] = [];
  const inside = new TypedInside({
    ran: (script, output) => runs.push([script, output]),
    quiet: (output) => quiet.push(output),
  });
  for (const piece of pieces) {
    if (/^⏎+$/.test(piece)) inside.enter(piece.length);
    else if (piece === '…') await delay(250);
    else inside.heard(piece);
  }
  inside.close();
  return { runs, quiet };
}

test('a command is what stands behind the prompt, its output what follows up to the next', async () => {
  const { runs } = await heard('/ # ', 'hostn', 'ame', '⏎', '\r\nbox\r\n/ # ', '…');
  assert.equal(runs, [['hostname', 'box\r\n']]);
});

test('what is typed at once is heard before its echo comes', async () => {
  const { runs } = await heard('/ # \u001b[6n', '⏎', 'mkdir /data && cd /data\r\n', '/data # \u001b[6n', '…');
  assert.equal(runs, [['mkdir /data && cd /data', '']]);
});

test('what leaves the program is heard at its end', async () => {
  const { runs } = await heard('/ # ', '⏎', 'exit\r\n');
  assert.equal(runs, [['exit', '']]);
});

test('several lines that are typed at once are several commands', async () => {
  const { runs } = await heard('/ # ', '⏎⏎', 'cd /data\r\n/data # ls\r\none\r\ntwo\r\n/data # ', '…');
  assert.equal(runs, [
    ['cd /data', ''],
    ['ls', 'one\r\ntwo\r\n'],
  ]);
});

test('what is typed before the prompt has come counts once', async () => {
  const { runs } = await heard('⏎', 'echo "a" > b\r\n\r\nashes\r\n/ # echo "a" > b\r\n/ # ', '…');
  assert.equal(runs, [['echo "a" > b', '']]);
  const left = await heard('⏎', 'exit\r\n', 'root@0c1d:/# exit\r\nexit\r\n');
  assert.equal(left.runs, [['exit', 'exit\r\n']]);
});

test('an answer to a question of a program is no command', async () => {
  const { runs } = await heard('Name: ', '⏎', 'Ada\r\n', 'Hello, Ada\r\n');
  assert.equal(runs, []);
});

test('what a program prints meanwhile is told when it is silent', async () => {
  const { quiet } = await heard('one\r\n', 'two\r\n', '…');
  assert.equal(quiet, ['one\r\ntwo\r\n']);
});

test.run();
