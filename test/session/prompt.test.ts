import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { emptyAnswer, spokenOutput } from '../../src/session/echo.ts';
import {
  looksLikePrompt,
  looksLikeShell,
  samePrompt,
  shellPrompt,
  shellSetUp,
  withoutShellMarks,
} from '../../src/session/prompt.ts';

/** The name that a shell's prompt is given, from the line that gives it. */
const name = /PS1='([^$]*):/.exec(shellSetUp)?.[1]?.replaceAll("'", '') ?? '';

test('prompts of shells and of other programs are told apart', () => {
  for (const line of ['# ', '$ ', '/ # ', 'root@5b236cd14039:/# ', 'user@host:~$ ', 'bash-5.2$ '])
    assert.ok(looksLikeShell(line), line);
  for (const line of ['>>> ', 'mysql> ', 'postgres=# ', 'postgres=> ', '127.0.0.1:6379> ', 'db-# ']) {
    assert.ok(looksLikePrompt(line), line);
    assert.not(looksLikeShell(line), line);
  }
});

test('unfinished output is no prompt', () => {
  for (const line of ['', 'Downloading 12 MB', 'done.', `${'x'.repeat(300)}$ `])
    assert.not(looksLikePrompt(line), line);
});

test('prompts that count are the same prompt', () => {
  assert.ok(samePrompt('irb(main):001> ', 'irb(main):042> '));
  assert.not(samePrompt('>>> ', '... '));
});

test("a shell's prompt tells its status, wherever on the line it stands", () => {
  assert.equal(shellPrompt(`${name}:3:`), { status: 3, incomplete: false });
  assert.equal(shellPrompt(`no newline${name}:0:`), { status: 0, incomplete: false });
  assert.equal(shellPrompt(`${name}:$?:`), { status: undefined, incomplete: false });
  assert.equal(shellPrompt(`${name}>`), { status: undefined, incomplete: true });
  assert.is(shellPrompt('# '), undefined);
});

test('the line that sets a prompt up is not taken for one', () => {
  assert.is(shellPrompt(shellSetUp), undefined);
});

const spoken = { typed: 'ls', prompt: '', before: '', artifact: '' };

test('echo, the prompt before it and the prompt after it are not output', () => {
  assert.is(spokenOutput({ ...spoken, text: 'ls\na\nb\n> ', prompt: '> ' }), 'a\nb\n');
  assert.is(spokenOutput({ ...spoken, text: '> ls\na\n> ', prompt: '> ', before: '> ' }), 'a\n');
  assert.is(spokenOutput({ ...spoken, text: `a${name}:0:` }), 'a');
});

test('output that is like what was typed only further down stays', () => {
  assert.is(spokenOutput({ ...spoken, text: 'a\nls\n' }), 'a\nls\n');
});

test('what an editor of lines prints on Enter is not output', () => {
  const artifact = emptyAnswer(`\n${name}:0:`, ':');
  assert.is(artifact, '\n');
  assert.is(spokenOutput({ ...spoken, text: `\n\na\n${name}:0:`, artifact }), '\na\n');
  assert.is(emptyAnswer(`:\n${name}:0:`, ':'), '');
});

test('a log of a terminal is without what made its prompts known, and another text is left alone', () => {
  const log = [`/ # ${shellSetUp}`, `${name}:0:${name}:0:hello`, `${name}:0:`, 'bye'].join('\n');
  assert.is(withoutShellMarks(log), 'hello\nbye');
  assert.is(withoutShellMarks('hello'), undefined);
});

test.run();
