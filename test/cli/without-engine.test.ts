import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planLab } from '../../src/plan/plan.ts';
import { usesEngine } from '../../src/plan/uses-engine.ts';
import { labOfText } from '../lab/reading.ts';
import { labproof, withFolder } from '../support/cli.ts';

/** No private engine can be had; whether another answers at the usual socket is the computer's affair. */
const env = { LABPROOF_ENGINE_ROOT: '/nonexistent' };

const LAB = [
  '# Words',
  '',
  '```console',
  '$ mkdir shelf && cd shelf',
  '$ echo one > list.txt',
  '$ pwd',
  '/home/ada/labs/shelf',
  '$ cat /home/ada/labs/shelf/list.txt',
  'one',
  '$ wc -l list.txt',
  '2 list.txt',
  '```',
  '',
].join('\n');

test('a lab that uses no docker is run without an engine, and leaves nothing', async () => {
  await withFolder({ 'words.md': LAB }, async (cwd) => {
    const state = join(cwd, 'state');
    const { stdout, exitCode } = await labproof(['run', '--reporter', 'json', 'words.md'], {
      cwd,
      env: { ...env, XDG_STATE_HOME: state },
    });
    const report = JSON.parse(stdout) as {
      labs: { cleanup: { left: unknown[] }; commands: { verdict: string }[] }[];
    };
    const [lab] = report.labs;
    assert.is(exitCode, 1);
    assert.equal(
      lab?.commands.map(({ verdict }) => verdict),
      ['passed', 'passed', 'passed', 'passed', 'failed'],
    );
    assert.equal(lab?.cleanup.left, []);
    assert.not.ok(
      await access(join(cwd, 'shelf')).then(
        () => true,
        () => false,
      ),
    );
    const records = await labproof(['clean', '--json', '--yes'], { cwd, env: { XDG_STATE_HOME: state } });
    assert.equal((JSON.parse(records.stdout) as { runs: unknown[] }).runs, []);
  });
});

test('update says how much it left since it holds in another form, or since it was not run', async () => {
  const lab = [
    '# Words',
    '',
    '```console',
    '$ vi notes.txt',
    "$ printf 'a\\nb\\n'",
    'b',
    'a',
    '$ echo one',
    'two',
    '```',
    '',
  ].join('\n');
  await withFolder({ 'words.md': lab }, async (cwd) => {
    const shown = await labproof(['update', 'words.md'], { cwd, env });
    const last = shown.stdout.split('\n').at(-1);
    assert.is(last, '1 output in 1 document to update, 1 drifted and left, 1 skipped; --write writes');
    await labproof(['update', '--write', 'words.md'], { cwd, env });
    const { stdout, exitCode } = await labproof(['update', 'words.md'], { cwd, env });
    assert.is(stdout, 'nothing to update in 1 document, 1 drifted and left, 1 skipped');
    assert.is(exitCode, 0);
  });
});

for (const [what, text, uses] of [
  ['a command of docker', '```console\n$ sudo docker ps\n```\n', true],
  [
    'a script that asks docker',
    'Create `go.sh`:\n\n```bash\n#!/bin/sh\ndocker ps\n```\n\n```console\n$ sh go.sh\n```\n',
    true,
  ],
  ['a check', '```console\n$ true\n```\n<!-- labproof: check="container web is running" -->\n', true],
  [
    'a command that is skipped',
    '<!-- labproof: skip -->\n\n```console\n$ docker ps\n```\n\n```console\n$ true\n```\n',
    false,
  ],
  ['other programs', '```console\n$ git --version\n```\n', false],
] as const) {
  test(`${what} ${uses ? 'needs' : 'needs no'} engine`, () => {
    assert.is(usesEngine(planLab(labOfText(text))), uses);
  });
}

/** What a watcher shows stands below what another terminal does meanwhile. */
const watching = (last: string): string =>
  [
    ...[
      '# Notes',
      '',
      'In the first terminal:',
      '',
      '```console',
      '$ touch notes',
      '$ tail -f notes',
      '```',
      '',
    ],
    ...[
      'In a second terminal:',
      '',
      '```console',
      '$ echo plums >> notes',
      '$ echo pears >> notes',
      '```',
      '',
    ],
    ...['The first terminal shows:', '', '```console', 'plums', last, '```', ''],
  ].join('\n');

test('what a watcher shows later is compared when what it watches has happened', async () => {
  await withFolder({ 'right.md': watching('pears'), 'wrong.md': watching('apples') }, async (cwd) => {
    const run = async (file: string) => {
      const options = { cwd, env: { ...env, XDG_STATE_HOME: join(cwd, 'state') } };
      const { stdout } = await labproof(['run', '--reporter', 'json', file], options);
      const report = JSON.parse(stdout) as { labs: { commands: { line: number; verdict: string }[] }[] };
      return report.labs[0]!.commands.map(({ line, verdict }) => `${line} ${verdict}`);
    };
    assert.equal(await run('right.md'), ['6 passed', '7 passed', '13 passed', '14 passed']);
    assert.equal(await run('wrong.md'), ['6 passed', '7 failed', '13 passed', '14 passed']);
  });
});

test.run();
