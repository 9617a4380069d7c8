import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import type { CommandResult } from '../../src/model/verdict.ts';
import { planLab } from '../../src/plan/plan.ts';
import { outputAbove } from '../../src/run/run-up.ts';

const result = (id: number, output: string): CommandResult => ({
  id,
  line: 1,
  command: '',
  step: 1,
  verdict: 'passed',
  reason: '',
  durationMs: 1,
  output,
  differences: [],
  acceptances: [],
  checks: [],
});

/** What stands above the last command when those above it printed `outputs`. */
function above(lines: readonly string[], ...outputs: readonly string[]): string {
  const plan = planLab(parseLab('lab.md', ['```', ...lines, '```', ''].join('\n')));
  const results = new Map(outputs.map((output, id) => [id, result(id, output)]));
  return outputAbove(plan.commands.at(-1)!.command, { plan, results });
}

test('what several commands of a block print is shown below the last', () => {
  assert.is(above(['docker start web', 'docker port web', 'web', '80/tcp -> 0.0.0.0:80'], 'web\n'), 'web\n');
});

test('a command with an output of its own ends what is shown below the last', () => {
  assert.is(above(['$ docker start a', 'a', '$ docker stop b', '$ docker port b', 'b'], 'a\n', 'b'), 'b\n');
});

test('a command of another block has no part in it', () => {
  assert.is(
    above(
      ['docker start a', '```', '', 'And then:', '', '```', 'docker port a', '80/tcp -> 0.0.0.0:80'],
      'a\n',
    ),
    '',
  );
});

test('the progress of a build is no part of what is shown below the last', () => {
  assert.is(
    above(['docker build -t a .', 'docker run a', 'docker run b', 'one', 'two'], 'Step 1\n', 'one\n'),
    'one\n',
  );
});

test('commands with a line between them print together, with more between them they do not', () => {
  const apart = (lines: number): string =>
    above(
      [
        'docker start web',
        ...Array.from({ length: lines }, () => ''),
        'docker port web',
        '80/tcp -> 0.0.0.0:80',
      ],
      'web\n',
    );
  assert.equal([apart(0), apart(1), apart(2)], ['web\n', 'web\n', '']);
});

test.run();
