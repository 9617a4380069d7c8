import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, ROOT } from './support/cli.ts';
import { withEngine } from './support/engine.ts';

test('every shell block of the README does what the README says, in a copy of the repository', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-readme-'));
  try {
    const { stdout } = await execa('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: ROOT,
    });
    for (const file of stdout.split('\0').filter(Boolean)) {
      await cp(join(ROOT, file), join(folder, file), { recursive: true });
    }
    const args = [
      'run',
      'README.md',
      '--engine',
      'host',
      '--online',
      '--workdir',
      '.',
      '--timeout',
      '300s',
      '--reporter',
      'json',
    ];
    const report = await withEngine((engine) => labproof(args, { cwd: folder, env: engine.env }), {
      images: ['alpine'],
    });
    assert.is(report.exitCode, 0, report.stdout.slice(0, 4_000) + report.stderr);
    const { commands } = JSON.parse(report.stdout).labs[0] as {
      commands: { command: string; verdict: string }[];
    };
    assert.equal(
      commands
        .filter(({ verdict }) => verdict !== 'passed')
        .map(({ command, verdict }) => `${verdict} ${command}`),
      ['skipped npm ci && npm test'],
    );
    assert.ok(commands.some(({ command }) => command.includes('npx labproof run labs/macvlan.md')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.run();
