import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../src/model/lab.ts';
import { planLab } from '../../src/plan/plan.ts';
import type { LabContext } from '../../src/run/context.ts';
import { unsetVariable } from '../../src/run/unset.ts';
import { localPlace } from '../../src/session/local-place.ts';
import { ShellSession } from '../../src/session/shell.ts';
import { labOf } from '../support/labs.ts';

/** The reason for which a command is skipped in a shell that has only `stock`. */
async function skipOf(script: string, shown?: string): Promise<string | undefined> {
  const { command } = planLab(labOf([script])).commands[0]!;
  const span = { file: 'lab.md', line: 2, column: 1, endLine: 2 };
  const typed: Command =
    shown === undefined ? command : { ...command, expected: { span, lines: [{ line: 2, text: shown }] } };
  await using shell = await ShellSession.open({
    place: localPlace([]),
    cwd: '/',
    env: { PATH: process.env.PATH ?? '', stock: '12' },
  });
  const shells = { leave: async () => {}, host: async () => shell };
  const skip = await unsetVariable(typed, {
    shells,
    options: { callers: new Set(['API_TOKEN']) },
  } as unknown as LabContext);
  return skip?.message;
}

test('a variable that nothing sets skips, in a word, a path or a target', async () => {
  for (const script of [
    'ls -l $report',
    'ls -d $report/*',
    'wc -l < $report',
    `ls "\${report}"`,
    'cat $(ls $report)',
    'echo done > $report/x',
  ])
    assert.match((await skipOf(script)) ?? '', 'variable report', script);
});

test('one that the shell has, that the line sets or that has a default does not', async () => {
  for (const script of [
    'ls $stock',
    'for report in a b; do ls $report; done',
    'docker run -e report=x alpine sh -c "echo $report"',
    `ls \${report:-.}`,
    "awk '{print $report}' list",
    'ls $HOME $USER',
  ])
    assert.is(await skipOf(script), undefined, script);
});

test('one of the caller that is withheld is told', async () => {
  assert.match((await skipOf('curl -H $API_TOKEN localhost')) ?? '', 'looks secret');
});

test('where it is only shown, its value is missing only when the document shows one', async () => {
  assert.is(await skipOf('echo $report'), undefined);
  assert.match((await skipOf('echo $report', '/srv/report.txt')) ?? '', 'report');
});

test("an argument is that of the reader's script", async () => {
  assert.match((await skipOf('docker inspect "$1"')) ?? '', 'argument');
  assert.is(await skipOf("awk '{print $1}' list"), undefined);
});

test.run();
