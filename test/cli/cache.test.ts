import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

const LAB = '# Jars\n\n```console\n$ echo plum >> "$JARS"\n$ echo two\ntwo\n```\n';

interface Kitchen {
  readonly folder: string;
  /** Runs what is in the folder, by default with its cache there. */
  readonly run: (...args: readonly string[]) => ReturnType<typeof labproof>;
  /** How often the lab was really run. */
  readonly jars: () => Promise<number>;
  readonly results: () => Promise<readonly string[]>;
}

/** A folder with a lab that leaves a mark whenever it is run, on a computer without an engine. */
async function inKitchen(use: (kitchen: Kitchen) => Promise<void>, text = LAB): Promise<void> {
  await withFolder({ 'jars.md': text }, async (folder) => {
    await withFolder({}, async (outside) => {
      const jars = join(outside, 'jars');
      const env = {
        LABPROOF_ENGINE_ROOT: '/nonexistent',
        DOCKER_HOST: '',
        XDG_STATE_HOME: join(outside, 'state'),
        XDG_CACHE_HOME: join(outside, 'cache'),
        JARS: jars,
      };
      await use({
        folder,
        run: (...args) => labproof(args, { cwd: folder, env }),
        jars: async () =>
          (await readFile(jars, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '').length,
        results: () => readdir(join(outside, 'cache/labproof/results')).catch(() => []),
      });
    });
  });
}

test('what has not changed is not run again, and the report says when it was', async () => {
  await inKitchen(async ({ run, jars }) => {
    const first = await run('run', '--cache', 'jars.md');
    assert.is(first.exitCode, 0, first.stderr + first.stdout);
    assert.not.match(first.stdout, 'cached');
    const second = await run('run', '--cache', 'jars.md');
    assert.match(second.stdout, / jars\.md {2}Jars\n {2}cached, run \d{4}-\d\d-\d\d \d\d:\d\d UTC\n/);
    assert.match(second.stdout, ' Cached    1 lab, not run again\n');
    assert.match(second.stdout, /2 passed, 0 failed, 0 skipped$/);
    assert.is(second.exitCode, 0);
    assert.is(await jars(), 1);
    const report = await run('run', '--cache', '--reporter', 'json', 'jars.md');
    const [lab] = (JSON.parse(report.stdout) as { labs: { cached: string; commands: unknown[] }[] }).labs;
    assert.match(lab!.cached, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
    assert.is(lab!.commands.length, 2);
  });
});

test('a changed document is run again, and so is all without --cache or with --no-cache', async () => {
  await inKitchen(async ({ folder, run, jars }) => {
    await run('run', '--cache', 'jars.md');
    await writeFile(join(folder, 'jars.md'), `${LAB}\nMore.\n`);
    await run('run', '--cache', 'jars.md');
    assert.is(await jars(), 2);
    await run('run', 'jars.md');
    await writeFile(join(folder, 'labproof.config.json'), '{ "run": { "cache": true } }');
    await run('run', '--no-cache', 'jars.md');
    assert.is(await jars(), 4);
    // The config is one of the things that may have changed what a lab comes to.
    await run('run', 'jars.md');
    await run('run', 'jars.md');
    assert.is(await jars(), 5);
  });
});

test('a lab that fails is run every time', async () => {
  await inKitchen(
    async ({ run, jars, results }) => {
      for (const times of [1, 2]) {
        assert.is((await run('run', '--cache', 'jars.md')).exitCode, 1);
        assert.is(await jars(), times);
      }
      assert.equal(await results(), []);
    },
    LAB.replace('\ntwo\n', '\nthree\n'),
  );
});

test('drift that is to fail the run is not taken from the cache', async () => {
  await inKitchen(
    async ({ run, jars }) => {
      assert.match((await run('run', '--cache', 'jars.md')).stdout, '1 drifted');
      assert.match((await run('run', '--cache', 'jars.md')).stdout, ' Cached    1 lab');
      assert.is(await jars(), 1);
      assert.is((await run('run', '--cache', '--strict', 'jars.md')).exitCode, 1);
      assert.is(await jars(), 2);
    },
    // Other words for an option are another form of a help text.
    LAB.replace(
      '$ echo two\ntwo\n',
      '$ printf "Usage: x\\n  -q, --quiet   Say less\\n"\nUsage: x\n  -q, --quiet   Say little\n',
    ),
  );
});

test('a result that can’t be read is ignored with a note, and written anew', async () => {
  await inKitchen(async ({ folder, run, jars }) => {
    const args = ['run', '--cache-dir', 'kept', 'jars.md'] as const;
    await run(...args);
    const [name] = await readdir(join(folder, 'kept'));
    await writeFile(join(folder, 'kept', name!), '{');
    const broken = await run(...args);
    assert.match(broken.stdout, /! 1 of the results in \S*kept can't be read, so those labs were run/);
    assert.is(broken.exitCode, 0);
    assert.is(await jars(), 2);
    assert.match((await run(...args)).stdout, ' Cached    1 lab');
  });
});

test('a cache that can’t be written is told once and fails nothing', async () => {
  await inKitchen(async ({ folder, run }) => {
    await writeFile(join(folder, 'file'), '');
    const { stdout, exitCode } = await run('run', '--cache-dir', 'file/cache', 'jars.md');
    assert.match(stdout, /! results can't be kept in \S*file\/cache \(E\w+\); name another with --cache-dir/);
    assert.is(exitCode, 0);
  });
});

test('clean lists the cache and removes it, and nothing beside it', async () => {
  await inKitchen(async ({ folder, run, jars, results }) => {
    await run('run', '--cache', 'jars.md');
    await run('run', '--cache-dir', 'kept', 'jars.md');
    await writeFile(join(folder, 'kept', 'own.json'), '{}');
    assert.match((await run('clean')).stdout, /^cache: 1 result, \d+ kB/);
    assert.is((await results()).length, 1);
    assert.is((await run('clean', '--yes')).exitCode, 0);
    assert.equal(await results(), []);
    const { cache } = JSON.parse((await run('clean', '--yes', '--json', '--cache-dir', 'kept')).stdout);
    assert.is(cache.results, 1);
    assert.equal(await readdir(join(folder, 'kept')), ['own.json']);
    await run('run', '--cache', 'jars.md');
    assert.is(await jars(), 3);
  });
});

test('every report of a lab that was not run again says so', async () => {
  await inKitchen(async ({ folder, run }) => {
    await run('run', '--cache', '--reporter', 'html=page.html', 'jars.md');
    const kinds = ['junit', 'tap', 'html', 'github-comment', 'blob'];
    const files = kinds.flatMap((kind) => ['--reporter', `${kind}=out.${kind}`]);
    const { stdout, stderr } = await run('run', '--cache', '--reporter', 'list', ...files, 'jars.md');
    assert.match(stdout, ' Cached    1 lab', stderr);
    const text = async (kind: string): Promise<string> => readFile(join(folder, `out.${kind}`), 'utf8');
    assert.match(await text('junit'), /<property name="cached" value="\d{4}-/);
    assert.match(await text('tap'), /^# cached, run \d{4}-/m);
    assert.match(await text('html'), /<span>cached, run \d{4}-/);
    assert.match(await text('github-comment'), /\(cached, run \d{4}-/);
    const merged = await run('merge-reports', '.');
    assert.match(merged.stdout, ' Cached    1 lab, not run again');
  });
});

test.run();
