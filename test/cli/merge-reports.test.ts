import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunInfo } from '../../src/model/event.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { blob } from '../../src/report/blob.ts';
import { labproof, withFolder } from '../support/cli.ts';
import { eventsOf } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

const passing = (file: string) => ({
  file,
  steps: [{ title: 'Pass', commands: [{ command: 'echo', output: NASTY }] }],
});

const part = (file: string, run: Partial<RunInfo>) => reportOf(blob, eventsOf([passing(file)], { run }));

for (const [what, blobs, said] of [
  [
    'a missing shard',
    {
      1: part('a.md', { shard: { index: 1, count: 3 } }),
      3: part('c.md', { shard: { index: 3, count: 3 } }),
    },
    'shard 2/3 is missing',
  ],
  [
    'a shard that is there twice',
    {
      1: part('a.md', { shard: { index: 1, count: 1 } }),
      2: part('a.md', { shard: { index: 1, count: 1 } }),
    },
    /shard 1\/1 is there more than once: .*1\.blob, .*2\.blob/,
  ],
  [
    'shards of different divisions',
    {
      1: part('a.md', { shard: { index: 1, count: 2 } }),
      2: part('b.md', { shard: { index: 2, count: 3 } }),
    },
    /different divisions: .*1\.blob is shard 1\/2, .*2\.blob shard 2\/3/,
  ],
  [
    'blobs of different commits',
    { 1: part('a.md', { commit: 'abc' }), 2: part('b.md', { commit: 'def' }) },
    /different commits: .*1\.blob of abc, .*2\.blob of def/,
  ],
  [
    'blobs of different CI runs',
    { 1: part('a.md', { ci: '7' }), 2: part('b.md', { ci: '8' }) },
    'different CI runs',
  ],
  ['a lab that two blobs report', { 1: part('a.md', {}), 2: part('a.md', {}) }, /a\.md is reported by .*1/],
  ['an empty blob', { 1: part('a.md', {}), 2: '' }, '2.blob: it is empty'],
  [
    'a file that is called a blob and is none',
    { 1: part('a.md', {}), 2: '{}\n' },
    '2.blob: it is not a blob',
  ],
] as const) {
  test(`${what} is exit 2, and named`, async () => {
    const files = Object.fromEntries(Object.entries(blobs).map(([name, text]) => [`${name}.blob`, text]));
    await withFolder(files, async (folder) => {
      const { stderr, stdout, exitCode } = await labproof(['merge-reports', folder]);
      assert.match(stderr, said);
      assert.is(stdout, '');
      assert.is(exitCode, 2);
    });
  });
}

const blobOf = (...labs: Parameters<typeof eventsOf>[0]) => reportOf(blob, eventsOf(labs));

test('blobs of shards become one report; other files of the folder are left alone', async () => {
  const files = {
    '1.jsonl': blobOf(passing('a.md')),
    '2.jsonl': blobOf(passing('b.md')),
    'junit.xml': '<x/>',
  };
  await withFolder(files, async (folder) => {
    const report = join(folder, 'out', 'report.json');
    const { stdout, stderr, exitCode } = await labproof([
      'merge-reports',
      folder,
      '--reporter',
      'list',
      '--reporter',
      `json=${report}`,
    ]);
    assert.is(stderr, '');
    assert.match(stdout, /2 passed, 0 failed, 0 skipped$/);
    assert.is(exitCode, 0);
    const { labs } = JSON.parse(await readFile(report, 'utf8')) as { labs: { file: string }[] };
    assert.equal(
      labs.map(({ file }) => file),
      ['a.md', 'b.md'],
    );
  });
});

test('blobs may be named one by one, beside their folder too', async () => {
  const files = { '1.part': blobOf(passing('a.md')), '2.blob': blobOf(passing('b.md')), 'c.txt': 'text' };
  await withFolder(files, async (cwd) => {
    for (const named of [
      ['1.part', '2.blob'],
      ['./1.part', '.'],
    ]) {
      const { stdout, stderr, exitCode } = await labproof(['merge-reports', ...named], { cwd });
      assert.is(stderr, '');
      assert.match(stdout, /2 passed, 0 failed, 0 skipped$/);
      assert.is(exitCode, 0);
    }
    const { stderr, exitCode } = await labproof(['merge-reports', '2.blob', 'c.txt'], { cwd });
    assert.match(stderr, 'c.txt: it is not a blob');
    assert.is(exitCode, 2);
  });
});

const onEngine = (asked: string, verdict: Verdict) => ({
  file: 'a.md',
  engine: { kind: 'private', version: `${asked}.1`, asked } as const,
  steps: [{ title: 'Step', commands: [{ command: 'docker ps', verdict }] }],
});

test('runs of one lab on several engines, together or each by itself, are one report that tells where it holds', async () => {
  const [old, recent, newest] = [
    onEngine('20.10', 'passed'),
    onEngine('26', 'passed'),
    onEngine('28', 'failed'),
  ];
  for (const files of [
    { '1.blob': blobOf(old), '2.blob': blobOf(recent), '3.blob': blobOf(newest) },
    { '1.blob': blobOf(old, recent), '2.blob': blobOf(newest) },
    { '1.blob': blobOf(old, recent, newest) },
  ]) {
    await withFolder(files, async (folder) => {
      const { stdout, stderr, exitCode } = await labproof(['merge-reports', folder]);
      assert.is(stderr, '');
      assert.match(stdout, /docker 20\.10\.1, 26\.1 and 28\.1 · private engine/);
      assert.match(stdout, ' a.md  Wire  on docker 28.1  (3/3)');
      assert.match(stdout, 'holds on 20.10 and 26.1, not on 28.1');
      assert.not.match(stdout, 'used different engines');
      assert.is(exitCode, 1);
    });
  }
});

test('a lab that two runs report on the same engine is exit 2', async () => {
  const files = {
    '1.blob': blobOf(onEngine('26', 'passed'), onEngine('28', 'passed')),
    '2.blob': blobOf(onEngine('28', 'passed')),
  };
  await withFolder(files, async (folder) => {
    const { stderr, exitCode } = await labproof(['merge-reports', folder]);
    assert.match(stderr, /a\.md is reported by .*1\.blob and by .*2\.blob/);
    assert.is(exitCode, 2);
  });
});

test('a failed command in any shard is exit 1', async () => {
  await withFolder({ '1.jsonl': blobOf(passing('a.md')), '2.jsonl': blobOf(WIRE_LAB) }, async (folder) => {
    assert.is((await labproof(['merge-reports', folder])).exitCode, 1);
  });
});

test('a shard that did not finish is exit 1, though nothing of it failed', async () => {
  const cut = blobOf(passing('a.md')).split('\n').slice(0, 4).join('\n');
  await withFolder({ '1.jsonl': blobOf(passing('b.md')), '2.jsonl': cut }, async (folder) => {
    const { stderr, exitCode } = await labproof(['merge-reports', folder]);
    assert.match(stderr, 'a run did not finish');
    assert.is(exitCode, 1);
  });
});

test('a folder without blobs is exit 4, no folder exit 2', async () => {
  await withFolder({ 'a.txt': 'text' }, async (folder) => {
    const { stderr, exitCode } = await labproof(['merge-reports', folder]);
    assert.match(stderr, 'no blob found');
    assert.is(exitCode, 4);
    assert.is((await labproof(['merge-reports', join(folder, 'none')])).exitCode, 2);
    assert.is((await labproof(['merge-reports'])).exitCode, 2);
  });
});

test('a damaged blob is exit 2 and named', async () => {
  const lines = blobOf(passing('a.md')).split('\n');
  await withFolder(
    { 'x.jsonl': [...lines.slice(0, 2), '{', ...lines.slice(2)].join('\n') },
    async (folder) => {
      const { stderr, exitCode } = await labproof(['merge-reports', folder]);
      assert.match(stderr, 'x.jsonl: line 3 is not an event of a run');
      assert.is(exitCode, 2);
    },
  );
});

test('a report that can not be written is exit 5', async () => {
  await withFolder({ '1.jsonl': blobOf(passing('a.md')) }, async (folder) => {
    const { stderr, exitCode } = await labproof([
      'merge-reports',
      folder,
      '--reporter',
      `junit=${folder}/1.jsonl/x.xml`,
    ]);
    assert.match(stderr, 'report not written');
    assert.is(exitCode, 5);
  });
});

test('github may share standard output with the list, whose last line stays the last', async () => {
  await withFolder({ '1.jsonl': blobOf(WIRE_LAB) }, async (folder) => {
    const { stdout } = await labproof(
      ['merge-reports', folder, '--reporter', 'list', '--reporter', 'github'],
      { env: { GITHUB_STEP_SUMMARY: '' } },
    );
    assert.match(stdout, '\n::error file=');
    assert.match(stdout, /4 passed, 1 failed, 1 skipped, 1 drifted$/);
  });
});

for (const folder of ['site', 'new/']) {
  test(`a page for the folder ${folder} is its index.html`, async () => {
    await withFolder({ '1.jsonl': blobOf(passing('a.md')) }, async (cwd) => {
      await mkdir(join(cwd, 'site'));
      for (const name of ['index.html', 'other.css']) await writeFile(join(cwd, 'site', name), 'old');
      const { stderr, exitCode } = await labproof(
        ['merge-reports', '1.jsonl', '--reporter', `html=${folder}`],
        { cwd },
      );
      assert.is(stderr, '');
      assert.is(exitCode, 0);
      assert.match(await readFile(join(cwd, folder, 'index.html'), 'utf8'), '<title>');
      assert.is(await readFile(join(cwd, 'site/other.css'), 'utf8'), 'old');
    });
  });
}

for (const [what, reporters, said] of [
  ['a folder for a report that is one file', ['junit=site/'], '--reporter junit=site/: that is a folder'],
  ['one file for two reports', ['json=out', 'junit=out'], 'two reporters can not write to one file: out'],
  ['no file behind the =', ['json='], '--reporter json=: name a file behind the ='],
] as const) {
  test(`${what} is exit 2, before anything is written`, async () => {
    await withFolder({ '1.jsonl': blobOf(passing('a.md')) }, async (cwd) => {
      const args = ['merge-reports', '1.jsonl', ...reporters.flatMap((one) => ['--reporter', one])];
      const { stderr, stdout, exitCode } = await labproof(args, { cwd });
      assert.match(stderr, said);
      assert.is(stdout, '');
      assert.is(exitCode, 2);
      assert.equal(await readdir(cwd), ['1.jsonl']);
    });
  });
}

test.run();
