import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';

const block = (...lines: readonly string[]): string => ['```', ...lines, '```', ''].join('\n');

test('an open quote fails its command, a directive that is none its document, and all else runs', async () => {
  await withEngine(async (engine) => {
    const files = {
      'a.md': `# A\n\n${block('$ echo one', 'one', '$ echo "two', '$ echo three', 'three')}`,
      'b.md': `# B\n\n<!-- labproof: skp -->\n\n${block('$ echo one')}`,
      'c.md': `---\nlabproof: false\n---\n# C\n\n${block('$ false')}`,
    };
    await withFolder(files, async (folder) => {
      const { stdout, stderr, exitCode } = await labproof(
        ['run', '--engine', 'host', '--reporter', 'json', 'a.md', 'b.md', 'c.md'],
        { cwd: folder, env: engine.env, enter: engine.enter },
      );
      const { labs } = JSON.parse(stdout);
      assert.equal(
        labs.map(({ file, commands }: { file: string; commands: readonly { verdict: string }[] }) => [
          file,
          commands.map(({ verdict }) => verdict).join(),
        ]),
        [['a.md', 'passed,failed,passed']],
      );
      assert.match(labs[0].commands[1].reason, 'double quote that is not closed');
      assert.equal(labs[0].coverage, { documented: 2, verified: 2 });
      assert.match(stderr, /b\.md:3:1: .*"skp"/);
      assert.is(exitCode, 1);
    });
    const passing = { 'a.md': `# A\n\n${block('$ echo one', 'one')}`, 'b.md': files['b.md'] };
    await withFolder(passing, async (folder) => {
      const run = await labproof(['run', '--engine', 'host', 'a.md', 'b.md'], {
        cwd: folder,
        env: engine.env,
        enter: engine.enter,
      });
      assert.match(run.stdout, '1 passed, 0 failed');
      assert.is(run.exitCode, 2);
    });
  });
});

test.run();
