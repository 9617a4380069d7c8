import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, ROOT, withFolder } from './support/cli.ts';
import { engineRoot, withEngine } from './support/engine.ts';
import { LABS_OF_SEVERAL_MACHINES, ownLabs } from './support/own-labs.ts';

test('the pictures of docs are what their labs show now', async () => {
  const pictures = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.svg'));
  assert.ok(pictures.length > 0);
  await withEngine(async (engine) => {
    const { exitCode, stdout, stderr } = await labproof(
      ['demo', 'check', '--engine', 'host', ...pictures.map((name) => join('docs', name))],
      { env: engine.env, enter: engine.enter },
    );
    assert.is(exitCode, 0, stdout + stderr);
    for (const name of pictures) assert.match(stdout, `docs/${name}: still true`);
  });
});

test('every lab of ours can be shown', async () => {
  const labs = (await ownLabs()).filter((lab) => !LABS_OF_SEVERAL_MACHINES.includes(lab));
  await withFolder({}, async (folder) => {
    await mkdir(join(folder, 'made'));
    await withEngine(async (engine) => {
      for (const lab of labs) {
        const { exitCode, stdout, stderr } = await labproof(
          ['demo', 'render', '--engine', 'host', lab, '-o', join(folder, 'made', `${basename(lab)}.svg`)],
          { env: engine.env, enter: engine.enter },
        );
        // A machine may lack what a whole lab is about.
        assert.ok(exitCode === 0 || exitCode === 4, `${lab}: ${stdout}${stderr}`);
      }
      assert.ok((await readdir(join(folder, 'made'))).length > labs.length / 2);
    });
  });
});

for (const lab of LABS_OF_SEVERAL_MACHINES) {
  test(`a lab of several machines can be shown: ${lab}`, async () => {
    const root = engineRoot('28');
    await withFolder({}, async (folder) => {
      const made = join(folder, 'x.txt');
      const { exitCode, stdout, stderr } = await labproof(
        ['demo', 'render', '--engine', 'private', lab, '-o', made],
        { env: { XDG_STATE_HOME: folder, ...(root && { LABPROOF_ENGINE_ROOT: root }) } },
      );
      assert.is(exitCode, 0, stdout + stderr);
      assert.match(await readFile(made, 'utf8'), /^# /m);
    });
  });
}

test.run();
