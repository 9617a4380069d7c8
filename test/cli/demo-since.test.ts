import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sinceWhen } from '../../src/cli/demo-since.ts';
import { withFolder } from '../support/cli.ts';

test('it is told since which commit a picture may be no longer true', async () => {
  await withFolder({ 'a.md': 'one', 'a.svg': '<svg/>' }, async (folder) => {
    const [picture, document] = [join(folder, 'a.svg'), join(folder, 'a.md')];
    const since = () => sinceWhen(picture, document);
    const git = (...args: readonly string[]) =>
      execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
    const commit = async (): Promise<string> => {
      await git('add', '.');
      await git('commit', '--quiet', '--message', 'x');
      return (await git('rev-parse', '--short', 'HEAD')).stdout;
    };
    assert.is(await since(), undefined);
    await git('init', '--quiet');
    assert.is(await since(), undefined);
    const made = await commit();
    assert.match(
      (await since())!,
      new RegExp(`^a\\.md is as it was at ${made} \\(\\d{4}-\\d\\d-\\d\\d\\), when the file was made`),
    );
    await writeFile(document, 'two');
    assert.match(
      (await since())!,
      `since a.md was changed, which is not committed yet; the file is of ${made} (`,
    );
    const changed = await commit();
    await writeFile(document, 'three');
    await commit();
    assert.match(
      (await since())!,
      new RegExp(`^since ${changed} \\(.*\\), which changed a\\.md; .* ${made} `),
    );
    await writeFile(picture, '<svg></svg>');
    const again = await commit();
    assert.match((await since())!, `as it was at ${again} (`);
  });
});

test.run();
