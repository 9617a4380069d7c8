import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, withFolder } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';

const block = (...lines: readonly string[]): string => ['```console', ...lines, '```', ''].join('\n');

const PAGE = [
  '# Volumes',
  '',
  '## Make one',
  '',
  block('$ docker volume create shelf', 'shelf', '$ echo here > note.txt'),
  '## List it',
  '',
  block('$ docker volume ls -q', '$ ls', '$ docker volume create shelf', 'shelf'),
  '## Remove one that is not there',
  '',
  block('$ docker volume rm shelf', 'shelf'),
].join('\n');

interface Report {
  readonly labs: readonly {
    readonly verdict: string;
    readonly steps: readonly { readonly title: string }[];
    readonly commands: readonly { readonly verdict: string; readonly output: string }[];
    readonly cleanup: { readonly made: readonly unknown[]; readonly left: readonly unknown[] };
  }[];
}

test('with --fresh each section has nothing of those before, and is reported as a part of one lab', async () => {
  await withEngine(async (engine) => {
    await withFolder({ 'page.md': PAGE }, async (folder) => {
      const run = (...args: readonly string[]) =>
        labproof(['run', '--engine', 'host', '--reporter', 'json', ...args, 'page.md'], {
          cwd: folder,
          env: engine.env,
          enter: engine.enter,
        });
      const { stdout, exitCode } = await run('--fresh', 'section');
      const { labs } = JSON.parse(stdout) as Report;
      assert.is(labs.length, 1);
      const [lab] = labs;
      assert.equal(
        lab?.steps.map(({ title }) => title),
        ['Make one', 'List it', 'Remove one that is not there'],
      );
      assert.equal(lab?.commands.map(({ output }) => output.trim()).slice(0, 5), [
        'shelf',
        '',
        '',
        '',
        'shelf',
      ]);
      assert.is(lab?.commands.at(-1)?.verdict === 'passed', false);
      assert.equal([lab?.cleanup.made.length, lab?.cleanup.left.length], [2, 0]);
      assert.is(exitCode, lab?.verdict === 'failed' ? 1 : 0);
      const whole = JSON.parse((await run()).stdout) as Report;
      assert.is(whole.labs[0]?.commands.at(-1)?.verdict, 'passed');
      assert.is(await docker(engine, 'volume', 'ls', '-q'), '');
      assert.match((await run('--fresh', 'page')).stderr, '--fresh takes section or a depth');
    });
  });
});

test.run();
