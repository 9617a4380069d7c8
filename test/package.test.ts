import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT, withFolder } from './support/cli.ts';

/** npm with a cache and settings of its own, which reaches no registry. */
const offline = (folder: string) => ({
  cwd: folder,
  env: {
    npm_config_offline: 'true',
    npm_config_cache: join(folder, '.npm'),
    npm_config_userconfig: '/dev/null',
  },
  stdin: 'ignore' as const,
});

/** Packs the project into a folder, which is gone when `use` is done. */
async function withPacked(use: (folder: string, tarball: string) => Promise<void>): Promise<void> {
  await withFolder({ 'package.json': '{"name":"empty","private":true}' }, async (folder) => {
    const { stdout } = await execa('npm', ['pack', '--pack-destination', folder], {
      cwd: ROOT,
      stdin: 'ignore',
    });
    // pre-commit takes all that `npm pack` prints for the name of a file.
    assert.match(stdout, /^labproof-[\d.]+\.tgz$/);
    await use(folder, join(folder, stdout));
  });
}

test('what is packed installs offline without another package or a script, and runs', async () => {
  await withPacked(async (folder, tarball) => {
    const { stdout, stderr } = await execa('npm', ['install', tarball], offline(folder));
    assert.not.match(stdout + stderr, 'install-scripts');
    const installed = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));
    assert.equal(
      installed.filter((name) => name !== '@lydell'),
      ['labproof'],
    );
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const labproof = (...args: readonly string[]) =>
      execa(join(folder, 'node_modules/.bin/labproof'), args, {
        cwd: folder,
        stdin: 'ignore',
        reject: false,
      });
    assert.is((await labproof('--version')).stdout, version);
    for (const name of ['report', 'config']) {
      const program = `console.log(require('labproof/${name}.schema.json').$id)`;
      const { stdout: id } = await execa(process.execPath, ['-e', program], { cwd: folder });
      assert.is(id, `urn:labproof:${name}`);
    }
    const labs = join(folder, 'node_modules/labproof/labs');
    const { stdout: found, exitCode } = await labproof('lint', labs);
    assert.is(exitCode, 0, found);
    for (const file of (await readdir(labs)).filter((name) => name.endsWith('.md'))) {
      const text = await readFile(join(labs, file), 'utf8');
      for (const [, path = ''] of text.matchAll(/^ {2}[\w/:.-]+: (\.\.?\/\S+)$/gm))
        await access(join(labs, path, 'Dockerfile'));
    }
  });
});

test('what is packed holds no test, no source and no secret of the machine', async () => {
  await withPacked(async (_, tarball) => {
    const { stdout } = await execa('tar', ['-tzf', tarball]);
    const tops = new Set(stdout.split('\n').map((path) => path.split('/')[1]));
    assert.equal(
      [...tops].filter((name) => /^(?:test|bench|node_modules|\..*)$/.test(name ?? '')),
      [],
    );
    assert.not.match(stdout, /\.tsbuildinfo|\.env\b/);
    assert.match(stdout, 'package/dist/bin/labproof.cjs');
    assert.match(stdout, 'package/LICENSE');
  });
});

test('the published program is one that a shell can run', async () => {
  const { stdout } = await execa(join(ROOT, 'dist/bin/labproof.cjs'), ['--help']);
  assert.match(stdout, 'labproof runs Markdown labs');
});

test.run();
