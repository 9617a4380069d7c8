import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { HOSTILE, READS_COMMANDS, spokenIn } from '../support/hostile.ts';

/** What a document can hold; of one with a NUL it is said that it is no text. */
const TEXTS = Object.values(HOSTILE).map((text) => text.replaceAll('\0', ''));

for (const args of [
  ['plan'],
  ['plan', '--json'],
  ['lint'],
  ['lint', '--json'],
  ['lint', '--sarif', 'all.sarif'],
]) {
  test(`${args.join(' ')} speaks of a hostile document without speaking for it`, async () => {
    const lines = TEXTS.flatMap((text) => [`$ docker run --name web alpine '${text}'`, text]);
    const titles = TEXTS.map((text) => `## ${text}\n\n<!-- labproof: ${text} -->\n`);
    const document = ['# Lab', ...titles, '```console', ...lines, '```', ''].join('\n');
    await withFolder(
      { 'a.md': document, '\u001b[2J::error::b.md': `$ docker\n${titles.join('\n')}` },
      async (folder) => {
        const { stdout, stderr } = await labproof([...args, '.'], { cwd: folder, env: READS_COMMANDS });
        assert.match(stdout + stderr, 'all is lost');
        if (args.includes('--json')) JSON.parse(stdout);
        const sarif = args.includes('--sarif') ? await readFile(join(folder, 'all.sarif'), 'utf8') : '{}';
        JSON.parse(sarif);
        assert.is(spokenIn(sarif), undefined);
        assert.is(spokenIn(stdout), undefined);
        assert.is(spokenIn(stderr), undefined);
      },
    );
  });
}

test.run();
