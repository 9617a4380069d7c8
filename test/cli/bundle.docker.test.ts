import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { join_, type School } from '../serve/support.ts';
import { labproof, startLabproof, withFolder } from '../support/cli.ts';

const LAB = 'labs/macvlan.md';

test('a class is packed with its images, and served from the bundle alone; nothing of it is left', () =>
  withFolder({}, async (folder) => {
    const bundle = join(folder, 'class.tar');
    const packed = await labproof(['bundle', LAB, '-o', bundle, '--engine', 'private', '--json']);
    assert.is(packed.exitCode, 0, packed.stderr);
    const facts = JSON.parse(packed.stdout) as { images: string[]; missing: string[]; bytes: number };
    assert.equal(facts.missing, []);
    assert.ok(facts.images.some((image) => image.startsWith('alpine')));
    assert.is((await stat(bundle)).size, facts.bytes);
    assert.not.ok((await readdir(folder)).includes('class.tar.part'));
    const home = join(folder, 'home');
    const serving = startLabproof(['serve', bundle, '--engine', 'private', '--no-rehearsal'], {
      cwd: folder,
      env: { XDG_STATE_HOME: join(home, 'state'), XDG_CACHE_HOME: join(home, 'cache') },
    });
    try {
      const link = await new Promise<string>((resolve, reject) => {
        let said = '';
        serving.stdout.on('data', (data: Buffer) => {
          said += data.toString();
          const found = /http:\S+\/#[\w-]+/.exec(said)?.[0];
          if (found) resolve(found);
        });
        serving.on('exit', () => reject(new Error(said)));
      });
      const { origin, hash: token } = new URL(link);
      const pupil = join_({ server: { origin } } as School, token.slice(1));
      const { commands } = await pupil.hears('document');
      assert.ok(
        commands.every(({ skip }) => skip === undefined),
        JSON.stringify(commands),
      );
      await pupil.hears('machine', ({ state }) => state === 'ready');
      pupil.say({ t: 'open', terminal: 0, cols: 80, rows: 24, epoch: 0, since: 0 });
      // Keys are for a terminal that is there.
      await pupil.sees(' # ');
      pupil.say({ t: 'key', terminal: 0, data: 'docker run --rm alpine echo from-the-bundle | rev\r' });
      await pupil.sees('eldnub-eht-morf');
      pupil.leave();
    } finally {
      serving.kill('SIGINT');
      await serving;
    }
    assert.equal(await readdir(join(home, 'state/labproof/bundles')), []);
  }));

test('serve says what is wrong with a broken bundle, and bundle what it can’t pack', () =>
  withFolder({ 'lab.md': '# A lab\n\n```console\n$ echo hello\n```\n' }, async (folder) => {
    const bundle = join(folder, 'class.tar');
    const state = { XDG_STATE_HOME: join(folder, 'state') };
    const packed = await labproof(['bundle', join(folder, 'lab.md'), '-o', bundle, '--no-images']);
    assert.is(packed.exitCode, 0, packed.stderr);
    assert.match(packed.stdout, 'lab: 1 labs, 0 images, 1 files');
    const bytes = await readFile(bundle);
    await writeFile(bundle, bytes.subarray(0, 1200));
    const broken = await labproof(['serve', bundle], { env: state });
    assert.is(broken.exitCode, 2);
    assert.match(broken.stderr, 'class.tar: it ends in the middle');
    assert.equal(await readdir(join(folder, 'state/labproof/bundles')), []);
    const nowhere = await labproof([
      'bundle',
      join(folder, 'lab.md'),
      '-o',
      join(folder, 'no/such.tar'),
      '--no-images',
    ]);
    assert.is(nowhere.exitCode, 2);
    assert.match(nowhere.stderr, 'ENOENT');
    assert.is((await labproof(['bundle', join(folder, 'lab.md')])).exitCode, 2);
  }));

test.run();
