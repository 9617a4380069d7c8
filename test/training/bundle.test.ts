import { createReadStream } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { headerOf, padding, readHeader, TAIL } from '../../src/text/tar.ts';
import { BundleWriter, looksLikeTar, type Manifest, unpackBundle } from '../../src/training/bundle.ts';

const LONG = `${'deep/'.repeat(25)}lab.md`;
const FILES: Readonly<Record<string, string>> = {
  'documents/lab.md': '# A lab\n',
  [LONG]: 'far down\n',
  'images/wire:1.tar': 'x'.repeat(70_000),
  'documents/empty': '',
};

/** A folder with a bundle in it; gone when `use` is done. */
async function withBundle(
  use: (place: { bundle: string; folder: string; base: string }) => Promise<void>,
): Promise<void> {
  const base = await mkdtemp(join(tmpdir(), 'labproof-bundle-'));
  try {
    const bundle = join(base, 'class.tar');
    const folder = join(base, 'unpacked');
    await mkdir(folder);
    await using writer = await BundleWriter.open(bundle);
    for (const [name, text] of Object.entries(FILES)) {
      const source = join(base, 'source');
      await writeFile(source, text);
      assert.ok(await writer.add(name, createReadStream(source)));
    }
    await writer.end({ title: 'A class', images: ['wire:1'] });
    await use({ bundle, folder, base });
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

const unpacked = async (bundle: string, folder: string): Promise<string> => {
  const result = await unpackBundle(bundle, folder);
  return 'severity' in result ? result.message.replace(bundle, 'class.tar') : result.title;
};

/** An archive of these entries alone. */
const archive = (
  entries: readonly { readonly name: string; readonly text?: string; readonly type?: string }[],
): Buffer =>
  Buffer.concat([
    ...entries.flatMap(({ name, text = '', type = '0' }) => {
      const header = Buffer.from(headerOf({ name, size: text.length })!);
      header.write(type, 156);
      header.write('        ', 148);
      const sum = header.reduce((total, byte) => total + byte, 0);
      header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
      return [header, Buffer.from(text), Buffer.alloc(padding(text.length))];
    }),
    TAIL,
  ]);

test('what was packed is there again, and tar reads it too', () =>
  withBundle(async ({ bundle, folder }) => {
    assert.ok(await looksLikeTar(bundle));
    const manifest = (await unpackBundle(bundle, folder)) as Manifest;
    assert.is(manifest.title, 'A class');
    assert.equal(manifest.images, ['wire:1']);
    for (const [name, text] of Object.entries(FILES))
      assert.is(await readFile(join(folder, name), 'utf8'), text, name);
    const { stdout } = await execa('tar', ['-t', '-f', bundle]);
    assert.equal(stdout.split('\n'), [...Object.keys(FILES), 'labproof.json']);
  }));

test('a size past eight gigabytes is written and read', () => {
  for (const size of [0, 511, 8 ** 11 - 1, 8 ** 11, 2 ** 40]) {
    const entry = readHeader(headerOf({ name: 'image', size })!);
    assert.equal(entry, { name: 'image', size, type: '0' });
  }
});

test('a name that no header holds is refused, and not cut', () => {
  assert.is(headerOf({ name: 'x'.repeat(101), size: 0 }), undefined);
  assert.is(headerOf({ name: `${'deep/'.repeat(60)}lab.md`, size: 0 }), undefined);
});

test('a bundle that ends early says so, wherever it was cut', () =>
  withBundle(async ({ bundle, base }) => {
    const whole = await readFile(bundle);
    for (const size of [0, 100, 512, 700, 60_000, whole.length - 2000, whole.length - TAIL.length]) {
      await writeFile(bundle, whole);
      await truncate(bundle, size);
      const folder = await mkdtemp(join(base, 'cut-'));
      assert.match(await unpacked(bundle, folder), 'it ends in the middle', `${size} bytes`);
    }
  }));

test('a byte that is another than was packed is found', () =>
  withBundle(async ({ bundle, folder }) => {
    const bytes = await readFile(bundle);
    const at = bytes.indexOf('x'.repeat(1000)) + 5;
    bytes[at] = 'y'.charCodeAt(0);
    await writeFile(bundle, bytes);
    assert.is(await unpacked(bundle, folder), 'class.tar: images/wire:1.tar is not what was packed');
  }));

for (const { name, type = '0', says } of [
  { name: '../outside', says: 'would be outside' },
  { name: '/tmp/labproof-outside', says: 'would be outside' },
  { name: 'documents/../../outside', says: 'would be outside' },
  { name: 'documents\\..\\outside', says: 'would be outside' },
  { name: './lab.md', says: 'would be outside' },
  { name: 'documents/link', type: '2', says: 'is no regular file' },
  { name: 'documents/link', type: '1', says: 'is no regular file' },
  { name: 'documents/device', type: '3', says: 'is no regular file' },
  { name: 'documents/', type: '5', says: 'would be outside' },
]) {
  test(`an entry ${name} of type ${type} is refused, and nothing is written`, () =>
    withBundle(async ({ bundle, folder, base }) => {
      await writeFile(bundle, archive([{ name, type, text: 'text' }]));
      assert.match(await unpacked(bundle, folder), says);
      assert.equal(await readdir(folder, { recursive: true }), []);
      assert.not.ok((await readdir(base)).includes('outside'));
    }));
}

test('other archives are no bundles: of something else, damaged, with more than was packed, twice the same', () =>
  withBundle(async ({ bundle, base }) => {
    const whole = await readFile(bundle);
    const said = async (bytes: Buffer): Promise<string> => {
      await writeFile(bundle, bytes);
      return unpacked(bundle, await mkdtemp(join(base, 'other-')));
    };
    assert.match(await said(archive([{ name: 'readme', text: 'hello' }])), 'no bundle of labproof');
    assert.match(
      await said(archive([{ name: 'labproof.json', text: '{"format":"other"}' }])),
      'can’t be read',
    );
    assert.match(await said(Buffer.alloc(2048, 'text ')), 'no tar archive');
    const more = archive([{ name: 'documents/more', text: 'more' }]);
    assert.match(await said(Buffer.concat([more.subarray(0, 1024), whole])), 'was not packed');
    const twice = archive([
      { name: 'a', text: '1' },
      { name: 'a', text: '2' },
    ]);
    assert.match(await said(twice), 'where no file is to be');
    await writeFile(bundle, whole);
    await appendFile(bundle, 'what stands behind the end counts for nothing');
    assert.is(await unpacked(bundle, await mkdtemp(join(base, 'other-'))), 'A class');
  }));

test.run();
