import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tellingTags } from '../../../src/docker/gateway/archive.ts';

async function through(archive: Buffer, size: number) {
  const told: (readonly string[])[] = [];
  let passed = 0;
  let before = -1;
  const chunks = Array.from({ length: Math.ceil(archive.length / size) }, (_, at) =>
    archive.subarray(at * size, (at + 1) * size),
  );
  const scanner = tellingTags(async (tags) => {
    before = passed;
    told.push(tags);
  });
  const counted = Readable.from(chunks).pipe(scanner);
  counted.on('data', (chunk: Buffer) => {
    passed += chunk.length;
  });
  const whole = await buffer(counted);
  return { told, before, whole };
}

test('the tags of an archive are told before its list of images is passed on, whatever the chunks', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lp-archive-'));
  try {
    await mkdir(join(folder, 'blobs/a-long-folder-name/'.repeat(6)), { recursive: true });
    await writeFile(join(folder, 'blobs/layer'), 'x'.repeat(70_000));
    await writeFile(
      join(folder, 'manifest.json'),
      JSON.stringify([{ RepoTags: ['a:1', 'a:2'] }, { RepoTags: null }, { RepoTags: ['b:1'] }]),
    );
    await writeFile(join(folder, 'repositories'), '{}');
    const files = ['blobs', 'manifest.json', 'repositories'];
    await execa('tar', ['cf', 'all.tar', ...files], { cwd: folder });
    await execa('tar', ['czf', 'all.tgz', ...files], { cwd: folder });
    const archive = await readFile(join(folder, 'all.tar'));
    for (const size of [1_000, 512, 4_096, 65_536, archive.length]) {
      const { told, before, whole } = await through(archive, size);
      assert.equal(told, [['a:1', 'a:2', 'b:1']], `chunks of ${size}`);
      assert.ok(before < archive.indexOf('"b:1"'), `chunks of ${size}`);
      assert.ok(whole.equals(archive));
    }
    const compressed = await readFile(join(folder, 'all.tgz'));
    const { told, whole } = await through(compressed, 1_000);
    assert.equal(told, []);
    assert.ok(whole.equals(compressed));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.run();
