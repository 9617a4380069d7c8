import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ROOT, withFolder } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';

const lab = (title: string, ...lines: readonly string[]): string =>
  `# ${title}\n\n\`\`\`console\n${lines.join('\n')}\n\`\`\`\n`;

test('--watch runs the labs that change again, and q ends it with the status of the last run', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': lab('A', '$ echo 1', '2'), 'b.md': lab('B', '$ true') }, async (folder) => {
        const main = join(ROOT, 'dist/src/cli/main.js');
        const child = execa(process.execPath, [main, 'run', '--engine', 'host', '--watch', '.'], {
          cwd: folder,
          env: engine.env,
          reject: false,
        });
        const stderr = child.stderr[Symbol.asyncIterator]();
        let said = '';
        const waits = async (times: number): Promise<void> => {
          while (said.split('waiting for changes').length <= times) {
            const { value, done } = await stderr.next();
            if (done) throw new Error(`it ended: ${said}`);
            said += String(value);
          }
        };
        await waits(1);
        await writeFile(join(folder, 'a.md'), lab('A', '```\n<!-- labproof: nonsense -->\n```\n$ echo'));
        await waits(2);
        await writeFile(join(folder, 'a.md'), lab('A', '$ echo 1', '1'));
        await waits(3);
        child.stdin.end('q');
        const { stdout, exitCode } = await child;
        assert.equal(
          stdout.split('\n').filter((line) => /^ [ab]\.md|^\d+ passed/.test(line)),
          [
            ' a.md  A  (1/2)',
            ' b.md  B  (2/2)',
            '1 passed, 1 failed, 0 skipped',
            ' a.md  A',
            '1 passed, 0 failed, 0 skipped',
          ],
        );
        assert.match(said, /a\.md:5:1: there is no directive "nonsense"/);
        assert.is(exitCode, 0);
      });
    },
    { images: [] },
  );
});

test('keys run all labs again, those that failed, those of a name, and the same again', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': lab('A', '$ echo 1', '2'), 'b.md': lab('B', '$ true') }, async (folder) => {
        const main = join(ROOT, 'dist/src/cli/main.js');
        const child = execa(process.execPath, [main, 'run', '--engine', 'host', '--watch', '.'], {
          cwd: folder,
          env: { ...engine.env, XDG_STATE_HOME: join(folder, 'state') },
          reject: false,
        });
        const stderr = child.stderr[Symbol.asyncIterator]();
        let said = '';
        const waits = async (times: number): Promise<void> => {
          while (said.split('waiting for changes').length <= times) {
            const { value, done } = await stderr.next();
            if (done) throw new Error(`it ended: ${said}`);
            said += String(value);
          }
        };
        for (const [index, keys] of ['f', 'a', 'pb.m\n', '\n', 'pnone\n'].entries()) {
          await waits(index + 1);
          child.stdin.write(keys);
        }
        await waits(6);
        child.stdin.end('q');
        const { stdout, exitCode } = await child;
        assert.equal(
          stdout.split('\n').flatMap((line) => /^ ([ab])\.md/.exec(line)?.[1] ?? []),
          ['a', 'b', 'a', 'a', 'b', 'b', 'b'],
        );
        assert.match(said, "no lab has 'none' in its path");
        assert.is(exitCode, 0);
      });
    },
    { images: [] },
  );
});

test('Ctrl-C ends --watch while it waits, exit 130, also when nobody reads its errors any more', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': lab('A', '$ true') }, async (folder) => {
        const main = join(ROOT, 'dist/src/cli/main.js');
        const child = execa(process.execPath, [main, 'run', '--engine', 'host', '--watch', 'a.md'], {
          cwd: folder,
          env: engine.env,
          reject: false,
          stdin: 'ignore',
        });
        for await (const text of child.stderr) if (String(text).includes('waiting for changes')) break;
        child.kill('SIGINT');
        assert.is((await child).exitCode, 130);
      });
    },
    { images: [] },
  );
});

test.run();
