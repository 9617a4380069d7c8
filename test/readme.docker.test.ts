import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, ROOT } from './support/cli.ts';
import { withEngine } from './support/engine.ts';

interface Lab {
  readonly file: string;
  readonly commands: readonly {
    readonly command: string;
    readonly verdict: string;
    readonly skip: string | null;
  }[];
}

test('every shell block of the README and the docs does what they say, in a copy of the repository', async () => {
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
      'docs',
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
    const report = await withEngine(
      (engine) =>
        labproof(args, { cwd: folder, env: { ...engine.env, npm_config_update_notifier: 'false' } }),
      {
        images: ['alpine'],
      },
    );
    assert.is(report.exitCode, 0, report.stdout.slice(0, 4_000) + report.stderr);
    const { labs } = JSON.parse(report.stdout) as { labs: readonly Lab[] };
    const commands = labs.flatMap((lab) => lab.commands.map((command) => ({ file: lab.file, ...command })));
    assert.equal(
      commands.filter(({ verdict, skip }) => verdict !== 'passed' && skip !== 'directive'),
      [],
    );
    const readme = commands.filter(({ file, verdict }) => file === 'README.md' && verdict === 'skipped');
    assert.equal(
      readme.map(({ command }) => command),
      ['npm ci && npm test'],
    );
    assert.ok(commands.some(({ command }) => command.includes('npx labproof run labs/macvlan.md')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.run();
