import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lintText } from '../../src/lint/lint.ts';
import { labproof, withFolder } from '../support/cli.ts';
import { withPerson } from '../support/terminal.ts';

/** Ten commands, with headings, an error and a command of several lines. */
const TYPED = [
  '# Networks by hand',
  '# Make one',
  'docker network create --subnet 198.51.100.0/24 by-hand',
  'docker network ls --filter name=by-hand',
  "docker network inspect --format '{{(index .IPAM.Config 0).Subnet}}' by-hand",
  '# Keep notes',
  "printf 'one\\ntwo\\n' > notes.txt",
  'wc -l notes.txt',
  'for n in 1 2; do\n  echo "line $n"\ndone',
  'cat nothing.txt',
  'ls',
  '# Clear up',
  'rm notes.txt',
  'docker network rm by-hand',
];

test('ten commands typed at a terminal become a document that run passes and lint leaves alone', () =>
  withFolder({}, async (home) => {
    const file = join(home, 'by-hand.md');
    await withPerson(
      ['new', file, '--engine', 'private'],
      async ({ type, sees, exited }) => {
        await sees(/new.*[$#] /);
        for (const line of TYPED) {
          type(line.replaceAll('\n', '\r'));
          await sees(/new.*[$#] /);
        }
        type('exit');
        await sees('by-hand.md is written');
        assert.is(await exited, 0);
      },
      { env: { HOME: home } },
    );
    const text = await readFile(file, 'utf8');
    assert.match(text, /^# Networks by hand\n\n## Make one\n\n```console\n\$ docker network create /);
    assert.match(text, '$ wc -l notes.txt\n2 notes.txt\n');
    assert.match(text, '$ for n in 1 2; do\n>   echo "line $n"\n> done\nline 1\nline 2\n');
    assert.match(
      text,
      '<!-- labproof: exit=1 -->\n\n```console\n$ cat nothing.txt\ncat: nothing.txt: No such file',
    );
    assert.equal(lintText(file, text), []);
    const env = { XDG_STATE_HOME: join(home, 'state') };
    const { stdout, exitCode } = await labproof(['run', file, '--engine', 'private'], { env });
    assert.is(exitCode, 0, `${stdout}\n${text}`);
    assert.match(stdout, /10 passed, 0 failed, 0 skipped$/);
  }));

test('a file that is there is left as it is', async () => {
  await withFolder({ 'mine.md': 'mine' }, async (cwd) => {
    const { stderr, exitCode } = await labproof(['new', 'mine.md'], { cwd });
    assert.match(stderr, 'mine.md: it is there already');
    assert.is(exitCode, 2);
    assert.is(await readFile(join(cwd, 'mine.md'), 'utf8'), 'mine');
  });
});

test.run();
