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

/** Of which nothing holds without the plugin. */
const OWN_LAB = `# Tickets

\`\`\`console
$ docker network create --subnet 192.0.2.0/24 --gateway 192.0.2.9 desk
602dbf1edc8101d6dc5fd1fe4e2bc9d4f5a1a2b3c4d5e6f708192a3b4c5d6e7f
$ echo TICKET-$$
TICKET-17
\`\`\`

<!-- labproof: check="network desk has gateway 192.0.2.9" -->

\`\`\`console
$ docker network rm desk
desk
\`\`\`
`;

/** A program that a user could have written; its types are those of the package. */
const PROGRAM = `import { run, type RunEvent, type RunSummary } from 'labproof';

const running = run('desk.md', { engine: 'host', reporter: ['names=names.txt'] });
const types: RunEvent['type'][] = [];
for await (const event of running) types.push(event.type);
const { status, labs, problems }: RunSummary = await running.result;
const checks = labs.flatMap((lab) => lab.commands.flatMap((command) => command.checks)).concat(labs.flatMap((lab) => lab.steps.flatMap((step) => step.checks)));
console.log(JSON.stringify({ first: types[0], last: types.at(-1), status, problems, checks: checks.map(({ sentence, verdict }) => sentence + ': ' + verdict) }));
`;

test('from an empty project that has the package, a typed program runs a lab with a plugin of its own', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'package.json': '{"private":true,"type":"module"}' }, async (folder) => {
        const pack = await execa('npm', ['pack', '--pack-destination', folder], {
          cwd: ROOT,
          stdin: 'ignore',
        });
        const own = { cwd: folder, stdin: 'ignore', reject: false } as const;
        const offline = { ...engine.env, npm_config_offline: 'true', npm_config_cache: join(folder, '.npm') };
        const installed = await execa('npm', ['install', join(folder, pack.stdout)], {
          ...own,
          env: offline,
        });
        assert.is(installed.exitCode, 0, installed.stderr);
        // The plugin is the one that the documentation shows.
        const text = await readFile(join(ROOT, 'docs/api.md'), 'utf8');
        const plugin = /```js\n(\/\/ labproof-plugin\.mjs\n[\s\S]*?)```/.exec(text)?.[1] ?? '';
        const config = `import { defineConfig } from 'labproof';\nexport default defineConfig({ plugins: ['./labproof-plugin.mjs'] });\n`;
        await writeFile(join(folder, 'labproof-plugin.mjs'), plugin);
        await writeFile(join(folder, 'desk.md'), OWN_LAB);
        await writeFile(join(folder, 'program.ts'), PROGRAM);
        await writeFile(join(folder, 'labproof.config.mjs'), config);
        const options = ['--strict', '--module', 'nodenext', '--target', 'es2023'];
        const checked = ['--allowJs', '--checkJs', '--outDir', 'built'];
        const files = ['program.ts', 'labproof-plugin.mjs', 'labproof.config.mjs'];
        const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
        const { stdout: wrong } = await execa(compiler, [...options, ...checked, ...files], own);
        assert.is(wrong, '');
        const [program = '', ...args] = [...engine.enter, process.execPath, 'built/program.js'];
        const ran = await execa(program, args, { ...own, env: engine.env });
        assert.equal(
          JSON.parse(ran.stdout || 'null'),
          {
            first: 'run-started',
            last: 'run-finished',
            status: 0,
            problems: [],
            checks: [
              'network desk exists, driver bridge, subnet 192.0.2.0/24, gateway 192.0.2.9: passed',
              'network desk is gone: passed',
              'network desk has gateway 192.0.2.9: passed',
            ],
          },
          ran.stderr,
        );
        assert.is(await readFile(join(folder, 'names.txt'), 'utf8'), 'passed desk.md\n');
        await writeFile(join(folder, 'labproof.config.mjs'), 'export default {};\n');
        const [labproof = '', ...words] = [...engine.enter, 'node_modules/.bin/labproof', 'run', 'desk.md'];
        const without = await execa(labproof, words, { ...own, env: engine.env });
        assert.match(without.stderr, "no check reads 'network desk has gateway 192.0.2.9'");
      });
    },
    { images: [] },
  );
});

test.run();
