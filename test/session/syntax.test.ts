import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { syntaxProblem } from '../../src/session/syntax.ts';

test('scripts that bash can read have no problem', async () => {
  const scripts = [
    'echo hi',
    "echo ok # it's a comment",
    'if true; then\n  echo x\nfi',
    'cat <<E\ntext\nE',
    'x=(1 2)',
    '',
  ];
  assert.equal(
    await Promise.all(scripts.map(syntaxProblem)),
    scripts.map(() => undefined),
  );
});

test('a problem has its line', async () => {
  const problem = await syntaxProblem('echo 1\nif true; then\n  echo 2\ndone');
  assert.is(problem?.line, 4);
  assert.match(problem?.message ?? '', /unexpected token `done'/);
});

test('unclosed quotes, substitutions and heredocs are problems of their own script only', async () => {
  const scripts = ["echo 'a", 'echo $(ls', 'cat <<E\ntext', 'for i in 1; do\n  echo', 'echo fine'];
  const problems = await Promise.all(scripts.map(syntaxProblem));
  assert.equal(
    problems.map((problem) => problem?.line),
    [1, 1, 1, 2, undefined],
  );
});

test('nothing of a script is run', async () => {
  const made = join(tmpdir(), `labproof-syntax-${process.pid}`);
  const scripts = [
    `touch ${made}`,
    `set +n; touch ${made}`,
    `}; touch ${made}; {`,
    `touch ${made}\n) x`,
    `$(touch ${made})`,
  ];
  await Promise.all(scripts.map(syntaxProblem));
  assert.not(existsSync(made));
});

test.run();
