import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { withPerson } from '../support/terminal.ts';

const GUIDE = ['guide', 'labs/macvlan.md', '--engine', 'private', '--no-rehearsal'];

/** The engines that runs with this state have left. */
async function engines(home: string): Promise<readonly string[]> {
  return readdir(join(home, 'state/labproof/engines')).catch(() => []);
}

test('a learner does a lab to its end in their own shell and words', () =>
  withFolder({}, (home) =>
    withPerson(
      GUIDE,
      async ({ type, sees, exited, shown }) => {
        await sees('me: ');
        type('lab');
        await sees('there is no network wire');
        type('docker network create --subnet 198.51.0.0/24 -o parent=eth1 wire');
        await sees('network wire exists, but its driver is bridge and its subnet is 198.51.0.0/24');
        await sees('create it with -d macvlan --subnet 198.51.100.0/24');
        type('docker network rm wire');
        await sees('me: ');
        type('lab do');
        await sees('Step 1 is done');
        type('docker network list');
        await sees('you have seen what ‘docker network ls’ shows');
        type('lab hint');
        await sees('docker network inspect');
        type('lab do');
        await sees('Step 2 is done');
        type('docker run -itd --net=wire --name probe alpine ash');
        await sees('Step 3 is done');
        type('lab do');
        await sees('Step 4 is done');
        type('docker exec probe ip route');
        await sees('Step 5 is done');
        type('docker stop probe && docker rm probe; docker network rm wire');
        await sees('That was the last step');
        type('lab quit');
        await sees('Nothing of the lab is left');
        assert.is(await exited, 0);
        assert.not.match(shown(), 'labproof_');
        assert.equal(await engines(home), []);
      },
      { env: { HOME: home } },
    ),
  ));

test('a goal ticks within 300 ms of what another program does, above the prompt that waits', () =>
  withFolder({}, (home) =>
    withPerson(
      GUIDE,
      async ({ type, sees, exited }) => {
        await sees('me: ');
        type(
          '(sleep 2; docker network create -d macvlan --subnet 198.51.100.0/24 --gateway 198.51.100.1 -o parent=eth1 wire >/dev/null) &',
        );
        await sees('Step 1 is done');
        await sees('See that Docker lists it');
        type('exit');
        await sees('1 of 6 steps are done');
        assert.is(await exited, 0);
      },
      { env: { HOME: home } },
    ),
  ));

test('what was done is done again on another day, and the shell is where it was', () =>
  withFolder(
    {
      'lab.md':
        '# A lab\n\n1. Go\n\n   ```console\n   $ mkdir -p deep/down && cd deep/down\n   $ export COLOUR=blue\n   ```\n\n2. Look\n\n   ```console\n   $ echo "$COLOUR"\n   blue\n   ```\n',
    },
    async (home) => {
      const guide = ['guide', join(home, 'lab.md'), '--engine', 'private', '--no-rehearsal'];
      const env = { HOME: home };
      await withPerson(
        guide,
        async ({ type, sees, exited }) => {
          await sees('me: ');
          type('mkdir -p deep/down && cd deep/down');
          await sees('me: ');
          type('export COLOUR=blue');
          await sees('Step 1 is done');
          type('exit');
          await exited;
        },
        { env },
      );
      await withPerson(
        guide,
        async ({ type, sees, exited }) => {
          await sees('Step 2 of 2');
          await sees('me: ');
          type('pwd; lab do');
          await sees('/deep/down');
          await sees('That was the last step');
          type('lab q');
          assert.is(await exited, 0);
        },
        { env },
      );
    },
  ));

const MARKED = `---
labproof: { fresh: section }
---
# Marks

## One

\`\`\`console
$ mkdir -p reports && cd reports
\`\`\`

<!-- labproof: made=out.txt -->

\`\`\`
hello from the lab
\`\`\`

<!-- labproof: known-bad reason="no such program" -->

\`\`\`console
$ nothing-such-program
\`\`\`

## Two

\`\`\`console
$ echo last
last
\`\`\`
`;

test('files are looked at where the learner is, known faults need trying only, and a section begins anew', () =>
  withFolder({ 'lab.md': MARKED }, (home) =>
    withPerson(
      ['guide', join(home, 'lab.md'), '--engine', 'private', '--no-rehearsal'],
      async ({ type, sees, exited }) => {
        await sees('the document is at fault here: it fails, as is known (no such program)');
        await sees('me: ');
        type('mkdir -p reports && cd reports');
        await sees('is done');
        type('printf "hello from the %s\\n" lab | tee out.txt');
        await sees('out.txt is as the document shows it');
        type('lab do');
        await sees('Step 1 is done');
        await sees('Making a machine');
        await sees('Ready.');
        await sees('me: ');
        type('echo "left: $(ls | wc -l)"');
        await sees('left: 0');
        type('lab do');
        await sees('That was the last step');
        type('lab q');
        assert.is(await exited, 0);
        assert.equal(await engines(home), []);
      },
      { env: { HOME: home } },
    ),
  ));

for (const signal of ['SIGHUP', 'SIGKILL'] as const) {
  test(`after ${signal} nothing is left`, () =>
    withFolder({}, async (home) => {
      await withPerson(
        GUIDE,
        async ({ type, sees, kill, exited }) => {
          await sees('me: ');
          type('lab do');
          await sees('Step 1 is done');
          kill(signal);
          await exited;
        },
        { env: { HOME: home } },
      );
      const env = { XDG_STATE_HOME: join(home, 'state') };
      await labproof(['clean', '--yes'], { env });
      assert.equal(await engines(home), []);
    }));
}

test('the guide says where it needs a terminal, and that serve does not', async () => {
  const { stderr, exitCode } = await labproof(['guide', 'labs/macvlan.md']);
  assert.match(stderr, 'labproof serve');
  assert.is(exitCode, 2);
});

test.run();
