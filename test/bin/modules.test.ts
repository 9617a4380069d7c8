import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadModules } from '../../src/bin/modules.ts';
import { ROOT, withFolder } from '../support/cli.ts';

test('modules that require each other are each loaded once, and errors name file and line', async () => {
  const files = {
    'first.cjs': "globalThis.seen = [];\nexports.name = 'first';\nrequire('./folder/second.cjs');\n",
    'folder/second.cjs':
      "const { name } = require('../first.cjs');\nglobalThis.seen.push(name, __filename, __dirname);\nrequire('./third.cjs');\n",
    'folder/third.cjs': "require('./second.cjs');\nmodule.exports = 3;\n\n  throw new Error('broken');\n",
  };
  await withFolder({}, async (folder) => {
    await mkdir(join(folder, 'folder'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const seen = globalThis as { seen?: unknown };
    try {
      loadModules(join(folder, 'first.cjs'), undefined);
      assert.unreachable();
    } catch (error) {
      assert.match((error as Error).stack ?? '', `${join(folder, 'folder/third.cjs')}:4:9`);
    }
    assert.equal(seen.seen, ['first', join(folder, 'folder/second.cjs'), join(folder, 'folder')]);
    delete seen.seen;
  });
});

test('no module of what is published imports by itself, as compiled code that was kept cannot', async () => {
  const folder = join(ROOT, 'dist/bin');
  const importing: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => /^(?!labproof\.).*\.cjs$/.test(file))) {
    const code = await readFile(join(folder, name), 'utf8');
    for (const [found] of code.matchAll(/^.*[^.\w]import\(.*$/gm))
      if (!/^\s*(?:\*|\/\/)/.test(found)) importing.push(found.trim());
  }
  assert.equal(importing, ['const own = (specifier) => import(specifier);']);
});

test.run();
