import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Changes, type Watched } from '../../src/cli/watch.ts';
import { withFolder } from '../support/cli.ts';

/** A watch of `a.md` in a folder with these files. */
async function withChanges(
  use: (changes: Changes, at: (name: string) => string) => Promise<void>,
  watched: (folder: string) => Partial<Watched> = () => ({}),
): Promise<void> {
  await withFolder({ 'a.md': '# A', 'beside.txt': '1', 'report.json': '{}' }, async (folder) => {
    await mkdir(join(folder, 'sub'));
    using changes = new Changes({
      labs: [{ file: join(folder, 'a.md'), frontMatter: { variables: {}, images: {} } }],
      folders: [],
      workdir: undefined,
      ignored: new Set([join(folder, 'report.json')]),
      ...watched(folder),
    });
    await use(changes, (name) => join(folder, name));
  });
}

const { signal } = new AbortController();

test('a document that is written anew has changed', async () => {
  await withChanges(async (changes, at) => {
    await writeFile(at('a.md'), '# B');
    assert.equal([...(await changes.next(signal))], [at('a.md')]);
  });
});

test('a document that another takes the place of has changed', async () => {
  await withChanges(async (changes, at) => {
    await writeFile(at('.a.md.swp'), '# A');
    await rename(at('.a.md.swp'), at('a.md'));
    assert.ok((await changes.next(signal)).has(at('a.md')));
  });
});

test('a file beside a document has changed when it is written, new or gone', async () => {
  await withChanges(async (changes, at) => {
    await writeFile(at('beside.txt'), '22');
    assert.equal([...(await changes.next(signal))], [at('beside.txt')]);
    await writeFile(at('new.txt'), '1');
    assert.equal([...(await changes.next(signal))], [at('new.txt')]);
    await rm(at('new.txt'));
    assert.equal([...(await changes.next(signal))], [at('new.txt')]);
  });
});

test('what a run writes is no change, what happens to a document meanwhile is one', async () => {
  await withChanges(async (changes, at) => {
    await writeFile(at('beside.txt'), 'by the lab');
    await writeFile(at('made.txt'), 'by the lab');
    await writeFile(at('a.md'), '# Edited');
    changes.settle();
    assert.equal([...(await changes.next(signal))], [at('a.md')]);
    assert.equal([...changes.take()], []);
  });
});

test('reports are no change', async () => {
  await withChanges(async (changes, at) => {
    await writeFile(at('report.json'), '{"version":1}');
    await writeFile(at('beside.txt'), '22');
    assert.equal([...(await changes.next(signal))], [at('beside.txt')]);
  });
});

test('a new document deep in a folder that was named has changed', async () => {
  await withChanges(
    async (changes, at) => {
      await writeFile(at('sub/new.md'), '# New');
      assert.equal([...(await changes.next(signal))], [at('sub/new.md')]);
    },
    (folder) => ({ folders: [folder] }),
  );
});

test('a file of a build context has changed', async () => {
  await withChanges(
    async (changes, at) => {
      await writeFile(at('sub/Dockerfile'), 'FROM scratch');
      assert.equal([...(await changes.next(signal))], [at('sub/Dockerfile')]);
    },
    (folder) => ({
      labs: [{ file: join(folder, 'a.md'), frontMatter: { variables: {}, images: { app: './sub' } } }],
    }),
  );
});

test('waiting ends with its signal', async () => {
  await withChanges(async (changes) => {
    const controller = new AbortController();
    const waiting = changes.next(controller.signal);
    controller.abort();
    assert.is((await waiting).size, 0);
  });
});

test('a change is known without its event', async () => {
  await withChanges(async (changes, at) => {
    await writeFile(at('a.md'), '# Changed just now');
    assert.equal([...changes.take()], [at('a.md')]);
  });
});

test.run();
