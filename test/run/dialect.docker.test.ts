import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';
import { withEngine } from '../support/engine.ts';

/** Labs that show one rule each, with the verdict on each command, by line. */
const rules: readonly { readonly rule: string; readonly lab: string; readonly verdicts: string }[] = [
  {
    rule: 'an ID that no output shows is that of the one container it can be, from then on',
    lab: `
$ docker run -d alpine sleep 100
$ docker inspect -f '{{.Config.Image}}' 4f3c2a9bd1e7
alpine
$ docker stop 4f3
4f3`,
    verdicts: '4 passed, 5 passed, 7 passed',
  },
  {
    rule: 'of several containers an unseen ID is that of the one whose image its output names',
    lab: `
$ docker run -d alpine sleep 100
$ docker run -d busybox sleep 100
$ docker inspect 4f3
[ { "Id": "4f3c2a9bd1e75ab2c0c3f24fb1f1b0b0f2a0e9b7a2a55d0d4f0c8d9e7f6a5b4c", "Config": { "Image": "busybox" } } ]
$ docker ps -a
CONTAINER ID   IMAGE     COMMAND       CREATED          STATUS          PORTS     NAMES
4f3c2a9bd1e7   busybox   "sleep 100"   10 seconds ago   Up 9 seconds              happy_hopper
0a1b2c3d4e5f   alpine    "sleep 100"   12 seconds ago   Up 11 seconds             brave_bohr`,
    verdicts: '4 passed, 5 passed, 6 passed, 8 passed',
  },
  {
    rule: 'an unseen ID that may be that of several containers is a placeholder',
    lab: `
$ docker run -d alpine sleep 100
$ docker run -d alpine sleep 101
$ docker stop 4f3c2a9bd1e7`,
    verdicts: '4 passed, 5 passed, 6 skipped placeholder',
  },
  {
    rule: 'the log of a container is compared but for the prompts of the session that was typed into it',
    lab: `
$ docker run -it --name pond alpine sh
/ # echo frogs | tr f F
Frogs
/ # exit
$ docker logs pond
...
/ # echo frogs | tr f F
Frogs
/ # exit
$ docker logs pond
...
/ # echo frogs | tr f F
Toads`,
    verdicts: '4 passed, 5 passed, 7 passed, 8 passed, 13 failed',
  },
  {
    rule: 'a program that rests after its documented line goes on while the next commands are typed',
    lab: `
$ printf 'echo keeping time\\nwhile sleep 0.1; do touch tock; done\\n' > keep
$ chmod +x keep
$ ./keep
keeping time
$ rm -f tock; until [ -e tock ]; do sleep 0.1; done; ls tock
tock`,
    verdicts: '4 passed, 5 passed, 6 passed, 8 passed',
  },
  {
    rule: 'what is said to run in the background goes on while the next commands are typed',
    lab: `
$ mkdir watched
\`\`\`

<!-- labproof: background -->

\`\`\`
$ cd watched; while sleep 0.1; do touch tick; done
\`\`\`

\`\`\`
$ rm -f watched/tick; until [ -e watched/tick ]; do sleep 0.1; done; ls
watched`,
    verdicts: '4 passed, 10 passed, 14 passed',
  },
  {
    rule: 'a command that fails is run again as often as retry says, and passes when it does',
    lab: `
$ touch tries
\`\`\`

<!-- labproof: retry=3 -->
\`\`\`console
$ echo x >> tries && wc -l < tries
3
\`\`\`

\`\`\`console
$ wc -l < tries
3`,
    verdicts: '4 passed, 9 passed, 14 passed',
  },
  {
    rule: 'what is known to be bad is no failure to its day, and one when it holds or the day is past',
    lab: `
$ echo a
a
\`\`\`

<!-- labproof: known-bad reason="to be rewritten" until=2999-01-01 -->
\`\`\`console
$ echo b
c
$ echo d
d
\`\`\`

<!-- labproof: known-bad until=2020-01-01 -->
\`\`\`console
$ echo e
f`,
    verdicts: '4 passed, 10 skipped known-bad, 12 failed, 18 failed',
  },
  {
    rule: 'a file that commands have made is compared with the block that shows it',
    lab: `
$ printf 'one\\ntwo\\n' > report.txt
\`\`\`

<!-- labproof: made=report.txt -->
\`\`\`
one
two
\`\`\`

<!-- labproof: made=report.txt -->
\`\`\`
one
three
\`\`\`

<!-- labproof: made=other.txt -->
\`\`\`
one`,
    verdicts: '4 passed, 8 passed, 14 failed, 20 failed',
  },
  {
    rule: 'patterns stand for lines',
    lab: `
$ true
\`\`\`

<!-- labproof: expect=match -->
\`\`\`console
$ printf 'start\\nline 1\\nline 22\\nend\\n'
start
/line \\d+/+
/never/?
end
$ printf 'start\\nend\\n'
start
/line \\d+/+
end`,
    verdicts: '4 passed, 9 passed, 14 failed',
  },
  {
    rule: 'a command for another system is left out',
    lab: `
$ true
\`\`\`

<!-- labproof: os=windows -->
\`\`\`console
$ echo %PATH%
C:
\`\`\`

<!-- labproof: os="linux macos" -->
\`\`\`console
$ echo hello
hello`,
    verdicts: '4 passed, 9 skipped platform, 15 passed',
  },
];

test('dialect: what only a run can tell', async () => {
  await withEngine(
    async (engine) => {
      for (const { rule, lab, verdicts } of rules) {
        await withFolder({ 'lab.md': `# Lab\n\n\`\`\`${lab}\n\`\`\`\n` }, async (cwd) => {
          const args = ['run', 'lab.md', '--engine', 'host', '--reporter', 'json'];
          const { stdout, stderr } = await labproof(args, { cwd, env: engine.env, enter: engine.enter });
          const { commands } = JSON.parse(stdout || `{"labs":[{"commands":"${stderr}"}]}`).labs[0] as {
            commands: { line: number; verdict: string; skip: string | null }[];
          };
          const found = commands.map(({ line, verdict, skip }) =>
            [line, verdict, skip].filter(Boolean).join(' '),
          );
          assert.is(found.join(', '), verdicts, `${rule}: ${JSON.stringify(commands, undefined, 1)}`);
        });
      }
    },
    { images: ['alpine', 'busybox'] },
  );
});

test.run();
