import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, withFolder } from '../support/cli.ts';
import { engineRoot, withEngine } from '../support/engine.ts';
import { withSecondEngine } from '../support/second-engine.ts';
import { withStage } from '../support/stage.ts';

const SHOW = `---
demo:
  typing: 20
---

# A wire

<!-- labproof: setup -->

\`\`\`console
$ echo unseen > word
\`\`\`

1. Make it. Say that it is fast.

   \`\`\`console
   $ docker network create --subnet 198.51.100.0/24 wire
   \`\`\`

2. Look at it

   \`\`\`console
   $ cat word
   unseen
   $ docker network inspect --format '{{.Driver}}' wire
   bridge
   \`\`\`

3. Count

   \`\`\`console
   $ echo $((COUNT + 1))
   1
   \`\`\`
`;

/** The lab is there, and the first command is the next one. */
const READY = /live\n[\s\S]*next {2}\$ docker network create/;
const NEXT = '\u001b[6~';
const BACK = '\u001b[5~';

test('a clicker leads through a lab that is run for real, back too, and the terminal is as it was', () =>
  withEngine(
    async (engine) => {
      await withStage(SHOW, engine, async ({ press, shows, noted, screen }) => {
        await noted('Say that it is fast');
        await noted(READY);
        press(NEXT);
        await noted('✓ docker network create');
        assert.match(await docker(engine, 'network', 'ls'), ' wire ');
        press(' ');
        await noted('✓ cat word');
        assert.match(screen(), '$ cat word\nunseen\n$');
        press('.');
        await shows(/^$/);
        press(NEXT);
        await shows('$ cat word\nunseen\n$');
        press('\r');
        await noted('✓ docker network inspect');
        await shows("'{{.Driver}}' wire\nbridge\n$");
        press(BACK);
        await noted('next  $ cat word');
        press(NEXT);
        await noted('✓ cat word');
        press('\u001b[C');
        await noted('✓ docker network inspect');
        press('q');
        await shows('left 0, mode same');
        assert.not.match(await docker(engine, 'network', 'ls'), ' wire ');
      });
    },
    { images: [] },
  ));

test('a free shell is where the lab is, and leads back', () =>
  withEngine(
    async (engine) => {
      await withStage(SHOW, engine, async ({ press, shows, noted }) => {
        await noted(READY);
        press(NEXT);
        await noted('✓ docker network create');
        press('s');
        await shows(/198\.51\.100\.0\/24 wire\n[0-9a-f]+\n\$/);
        press('docker network ls -q -f name=wire | wc -l; echo "in $(cat word)"\r');
        await shows('in unseen\n$');
        press('\u0004');
        await noted('back from the shell');
        press(NEXT);
        await noted('✓ cat word');
        press('q');
        await shows('left 0, mode same');
      });
    },
    { images: [] },
  ));

const TWO_MACHINES = `---
machines: [north, south]
demo:
  typing: 20
---

# Two of them

1. Make a network on each

   \`\`\`console
   north$ docker network create cold
   south$ docker network create warm
   south$ docker network ls --filter name=warm --format '{{.Name}}'
   warm
   \`\`\`
`;

/** Says which network there is at which machine. */
const ASK = `echo "it is $(docker network ls --filter driver=bridge --format '{{.Name}}' | grep -v bridge) in $HOSTNAME"`;

test('in a lab of several machines a free shell is at the one of the last command, or at the one named', () => {
  const root = engineRoot('28');
  const env = { PATH: process.env.PATH ?? '', ...(root && { LABPROOF_ENGINE_ROOT: root }) };
  return withStage(
    TWO_MACHINES,
    { env, enter: [] },
    async ({ press, shows, noted }) => {
      await noted(/live\n[\s\S]*next {2}north\$ docker/);
      await noted('a shell at a machine: 1 north · 2 south');
      press(NEXT);
      await noted('✓ docker network create cold');
      press('s');
      await shows(/create cold\n[0-9a-f]+\nnorth\$$/);
      press(`${ASK}\r`);
      await shows('it is cold in north\nnorth$');
      press('\u0004');
      await noted('back from the shell');
      press(NEXT);
      await noted('✓ docker network create warm');
      press('2');
      await shows(/create warm\n[0-9a-f]+\nsouth\$$/);
      press(`${ASK}\r`);
      await shows('it is warm in south\nsouth$');
      press('\u0004');
      await noted('back from the shell');
      press('3');
      await noted('the lab has no machine 3; 1 is north, 2 is south');
      press(NEXT);
      await noted('✓ docker network ls');
      press('q');
      await shows('left 0, mode same');
    },
    { engine: 'private' },
  );
});

test('a command that fails on stage is tried again, or the show goes on from the rehearsal', () =>
  withEngine(
    async (engine) => {
      const stage = async (use: Parameters<typeof withStage>[2]) =>
        withStage(SHOW, engine, use, { before: ['--rehearse'] });
      await stage(async ({ press, shows, noted, folder }) => {
        await noted(READY);
        await noted(/rehearsed: 0:00/);
        const rehearsal = await readFile(join(folder, 'rehearsal'), 'utf8');
        assert.match(rehearsal, / {2}Look at it +runs +\d+\.\d s {2}is typed and read in +\d+\.\d s\n/);
        press(NEXT);
        await noted('✓ docker network create');
        press(NEXT);
        await noted('✓ cat word');
        press('s');
        press('docker network rm wire; echo "gone $((40 + 2))"\r');
        await shows('gone 42\n$');
        press('\u0004');
        await noted('back from the shell');
        press(NEXT);
        await noted(/✗ line \d+: docker network inspect.*\n {2}r tries again, f shows/);
        press('s');
        press('docker network create wire; echo "made $((40 + 2))"\r');
        await shows('made 42\n$');
        press('\u0004');
        await noted('back from the shell');
        press('r');
        await noted('✓ docker network inspect');
        press('s');
        press('docker network rm wire; echo "gone $((40 + 3))"\r');
        await shows('gone 43\n$');
        press('\u0004');
        await noted('back from the shell');
        press('r');
        await noted('✗ line');
        press('f');
        await noted('from the recording');
        await shows("$ cat word\nunseen\n$ docker network inspect --format '{{.Driver}}' wire\nbridge\n$");
        press(NEXT);
        await shows('$ echo $((COUNT + 1))\n1\n$');
        await noted('that was the last command');
        press('q');
        await shows('left 0, mode same');
      });
    },
    { images: [] },
  ));

test('without an engine the recording is shown, and of none the document', () =>
  withEngine(
    async (engine) => {
      await withStage(
        SHOW,
        { ...engine, env: { ...engine.env, DOCKER_HOST: 'unix:///nowhere.sock' } },
        async ({ press, shows }) => {
          press(NEXT);
          await shows('198.51.100.0/24 wire\n$');
          press(NEXT);
          await shows('$ cat word\nunseen\n$');
          press('q');
          await shows('left 0, mode same');
        },
        { args: ['--recorded'] },
      );
    },
    { images: [] },
  ));

test('whatever ends a show, nothing of the lab is left and the terminal is as it was', () =>
  withEngine(
    async (engine) => {
      await withStage(SHOW, engine, async ({ press, shows, noted, signal }) => {
        await noted(READY);
        press(NEXT);
        await noted('✓ docker network create');
        press('b');
        assert.ok(await signal('TERM'));
        await shows('left 143, mode same');
        assert.not.match(await docker(engine, 'network', 'ls'), ' wire ');
      });
      await withStage(SHOW, engine, async ({ press, noted, close, signal, exited }) => {
        await noted(READY);
        press(NEXT);
        await noted('✓ docker network create');
        close();
        await exited;
        for (let tries = 0; (await signal('0')) && tries < 600; tries += 1) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        assert.not.ok(await signal('0'));
        assert.not.match(await docker(engine, 'network', 'ls'), ' wire ');
      });
    },
    { images: [] },
  ));

test('a show that is killed leaves the terminal as it was', () =>
  withEngine(
    (engine) =>
      withStage(SHOW, engine, async ({ shows, noted, signal }) => {
        await noted(READY);
        assert.ok(await signal('KILL'));
        await shows('left 137, mode same');
      }),
    { images: [] },
  ));

test('a show whose engine ends goes on from the recording, and leaves the terminal as it was', () =>
  withEngine(
    (engine) =>
      withSecondEngine(engine, (second) =>
        withStage(SHOW, second, async ({ press, shows, noted, screen }) => {
          await noted(READY);
          press(NEXT);
          await noted('✓ docker network create');
          await second.kill();
          press(NEXT);
          await noted(/[✓✗] (?:line \d+: )?cat word/);
          press(NEXT);
          await noted(/✗ line \d+: docker network inspect/);
          press('f');
          await noted('from the recording');
          await shows("'{{.Driver}}' wire\nbridge\n$");
          press('q');
          await shows('mode same');
          assert.match(
            screen(),
            /labproof demo play: left behind: [\s\S]*labproof clean removes it\s+left 1, mode same/,
          );
          await second.start();
        }),
      ),
    { images: [] },
  ));

test('a rehearsal of what does not hold fails, and a show without a terminal is refused', async () => {
  await withFolder({ 'show.md': SHOW.replace('\n   1\n', '\n   2\n') }, async (folder) => {
    await withEngine(
      async (engine) => {
        const file = join(folder, 'show.md');
        const options = { env: { ...engine.env, XDG_STATE_HOME: folder }, enter: engine.enter };
        const failed = await labproof(['demo', 'play', '--rehearse', '--engine', 'host', file], options);
        assert.is(failed.exitCode, 1, failed.stderr);
        assert.match(failed.stdout, /show\.md:\d+ {2}\$ echo/);
        const refused = await labproof(['demo', 'play', file], options);
        assert.is(refused.exitCode, 2);
        assert.match(refused.stderr, 'it needs a terminal');
      },
      { images: [] },
    );
  });
});

test.run();
