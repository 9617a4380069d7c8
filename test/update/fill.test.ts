import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { insertionOf, withInsertions } from '../../src/update/fill.ts';

/** The document with what each of its commands printed, or why one gets nothing. */
function filled(text: string, ...outputs: readonly string[]): string {
  const lab = parseLab('a.md', text);
  const commands = lab.steps.flatMap(({ actions }) => actions.filter((action) => action.kind === 'command'));
  const insertions = commands.map((command, index) =>
    insertionOf({
      command,
      output: outputs[index] ?? '',
      block: lab.blocks.find(
        ({ span }) => span.line <= command.span.line && command.span.line <= span.endLine,
      )!,
      document: text.split(/\r?\n/),
      alone: commands.length === 1,
    }),
  );
  const reasons = insertions.flatMap((one) => (one && 'reason' in one ? [one.reason] : []));
  if (reasons.length > 0) return reasons.join('\n');
  return withInsertions(
    text,
    insertions.flatMap((one) => (one && 'after' in one ? [one] : [])),
  );
}

test('behind a prompt the output comes below its command', () => {
  assert.is(
    filled('# A\n\n```console\n$ echo one\n$ echo two\n```\n', 'one\n', 'two\n'),
    '# A\n\n```console\n$ echo one\none\n$ echo two\ntwo\n```\n',
  );
});

test('in a list the output is set in as the command is', () => {
  assert.is(
    filled('1. A\n\n   ```console\n   $ echo one\n   ```\n', 'one\n\nthree\n'),
    '1. A\n\n   ```console\n   $ echo one\n   one\n\n   three\n   ```\n',
  );
});

test('without a prompt the output gets a block of its own, with a fence that is long enough', () => {
  assert.is(
    filled('# A\n\n```sh\ndocker ps\n```\n\nText.\n', 'a ``` b\n'),
    '# A\n\n```sh\ndocker ps\n```\n\n````text\na ``` b\n````\n\nText.\n',
  );
});

test('several commands without prompts are left, since nothing would tell outputs from them', () => {
  assert.match(filled('```sh\ndocker ps\ndocker images\n```\n', 'a\n', 'b\n'), 'put a prompt ($ ) before');
});

test('what is too long to show whole is left', () => {
  assert.match(filled('```console\n$ docker ps\n```\n', 'a line\n'.repeat(101)), 'it prints 101 lines');
});

test('line ends stay as they are', () => {
  assert.is(
    filled('```console\r\n$ docker ps\r\n```\r\n', 'one\r\n'),
    '```console\r\n$ docker ps\r\none\r\n```\r\n',
  );
});

test('what only tells of progress is no output', () => {
  assert.is(filled('```console\n$ docker ps\n```\n', '\n\n'), '```console\n$ docker ps\n```\n');
});

test.run();
