import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { HOSTILE, READS_COMMANDS, spokenIn } from '../support/hostile.ts';

for (const verb of ['plan', 'lint'] as const) {
  test(`${verb} speaks of a hostile document without speaking for it`, async () => {
    const lines = Object.values(HOSTILE).flatMap((text) => [
      `$ docker run --name web alpine '${text}'`,
      text,
    ]);
    const titles = Object.values(HOSTILE).map((text) => `## ${text}\n\n<!-- labproof: ${text} -->\n`);
    const document = ['# Lab', ...titles, '```console', ...lines, '```', ''].join('\n');
    await withFolder(
      { 'a.md': document, '\u001b[2J::error::b.md': `$ docker\n${titles.join('\n')}` },
      async (folder) => {
        const { stdout, stderr } = await labproof([verb, '.'], { cwd: folder, env: READS_COMMANDS });
        assert.match(stdout + stderr, 'all is lost');
        assert.is(spokenIn(stdout), undefined);
        assert.is(spokenIn(stderr), undefined);
      },
    );
  });
}

test.run();
