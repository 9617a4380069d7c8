import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { ROOT, withFolder } from './support/cli.ts';
import { withEngine } from './support/engine.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run?: string; readonly env?: Readonly<Record<string, string>> }[];
  };
}

test('a packed lab runs from an empty project that the package is installed in by the action’s own steps', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({}, async (folder) => {
        const pack = await execa('npm', ['pack', '--pack-destination', folder], {
          cwd: ROOT,
          stdin: 'ignore',
        });
        const action = parse(await readFile(join(ROOT, 'action.yml'), 'utf8')) as Action;
        const inputs: Record<string, string> = {
          package: join(folder, pack.stdout),
          files: 'temp/labproof/node_modules/labproof/labs/lifecycle.md',
          args: '--engine host',
        };
        const path = join(folder, 'path');
        await mkdir(join(folder, 'temp'));
        await writeFile(path, '');
        let said = '';
        for (const { run, env = {} } of action.runs.steps) {
          if (run === undefined || env.DEMOS !== undefined) continue;
          const given = Object.entries(env).map(([name, value]) => {
            const input = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(value)?.[1] ?? '';
            return [name, inputs[input] ?? action.inputs[input]!.default];
          });
          const added = (await readFile(path, 'utf8')).trim();
          const [program = '', ...args] = [
            ...engine.enter,
            'bash',
            '--noprofile',
            '--norc',
            '-eo',
            'pipefail',
            '-c',
            run,
          ];
          const { stdout } = await execa(program, args, {
            cwd: folder,
            stdin: 'ignore',
            env: {
              ...engine.env,
              ...Object.fromEntries(given),
              npm_config_offline: 'true',
              RUNNER_TEMP: join(folder, 'temp'),
              GITHUB_PATH: path,
              GITHUB_STEP_SUMMARY: '',
              PATH: `${added}:${process.env.PATH}`,
            },
          });
          said += stdout;
        }
        assert.match(said, /\d+ passed, 0 failed, 0 skipped$/);
        assert.match(await readFile(join(folder, 'labproof.xml'), 'utf8'), '<testsuites');
      });
    },
    { images: ['alpine'] },
  );
});

test.run();
