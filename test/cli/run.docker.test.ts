import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docker, labproof, ROOT, startLabproof, withFolder } from '../support/cli.ts';
import { type TestEngine, withEngine } from '../support/engine.ts';

const STALE = join(ROOT, 'fixtures/labs/stale.md');
const host = (engine: TestEngine) => ({ env: engine.env, enter: engine.enter });

/** Containers, volumes and networks of its own that an engine holds. */
async function objects(engine: TestEngine): Promise<readonly string[]> {
  const lists = await Promise.all([
    docker(engine, 'ps', '-aq'),
    docker(engine, 'volume', 'ls', '-q'),
    docker(engine, 'network', 'ls', '-q', '--filter', 'type=custom'),
  ]);
  return lists.flatMap((list) => list.split('\n').filter(Boolean));
}

for (const version of ['20', '28'] as const) {
  test(`a stale document fails where it is stale, with the reason, and leaves nothing (engine ${version})`, async () => {
    await withEngine(
      async (engine) => {
        const { stdout, exitCode } = await labproof(
          ['run', '--engine', 'host', '--reporter', 'json', STALE],
          host(engine),
        );
        const { labs } = JSON.parse(stdout);
        const commands = labs[0].commands as {
          line: number;
          verdict: string;
          reason: string;
          differences: { line: number; cause: string }[];
        }[];
        assert.equal(
          commands.map(({ line, verdict }) => `${line} ${verdict}`),
          [
            '13 passed',
            '22 passed',
            '32 failed',
            '40 passed',
            '49 failed',
            '64 failed',
            '71 passed',
            '72 passed',
          ],
        );
        const causes = (index: number): string =>
          commands[index]!.differences.map(({ cause }) => cause).join('\n');
        assert.match(causes(2), 'friend2');
        assert.match(causes(4), /my-wire.*wire.*line 13/s);
        assert.match(commands[5]!.differences.map(({ line }) => line).join(), '66');
        assert.equal(labs[0].cleanup.left, []);
        assert.is(exitCode, 1);
        assert.equal(await objects(engine), []);
      },
      { version },
    );
  });

  test(`the lab on macvlan passes with its checks named (engine ${version})`, async () => {
    await withEngine(
      async (engine) => {
        const { stdout, exitCode } = await labproof(
          ['run', '--engine', 'host', 'labs/macvlan.md'],
          host(engine),
        );
        for (const sentence of [
          '✓ network wire is listed, driver macvlan',
          '✓ container probe has a MAC on wire',
          "✓ container probe routes via wire's gateway",
        ]) {
          assert.match(stdout, sentence);
        }
        assert.match(stdout.split('\n').at(-1)!, /^\d+ passed, 0 failed, 0 skipped$/);
        assert.is(exitCode, 0);
        assert.equal(await objects(engine), []);
      },
      { version },
    );
  });
}

test('a private engine runs a macvlan lab on a machine without an eth1', async () => {
  const { stdout, stderr, exitCode } = await labproof(['run', '--engine', 'private', 'labs/macvlan.md']);
  assert.is(exitCode, 0, stdout + stderr);
  assert.match(stdout, 'private engine');
});

test('without an engine the error lists what was tried and how to get one, exit 3', async () => {
  await withFolder({ 'a.md': '```\n$ docker ps\n```\n' }, async (folder) => {
    const env = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
    const { stderr, exitCode } = await labproof(['run', '--engine', 'host', 'a.md'], { cwd: folder, env });
    assert.match(stderr, '/nowhere/docker.sock');
    assert.is(exitCode, 3);
  });
});

test('an interrupted run removes what it made and exits 130', async () => {
  const text = '```\n$ docker network create left\n$ docker run -dit --name over alpine\n$ sleep 60\n```\n';
  await withEngine(async (engine) => {
    await withFolder({ 'a.md': text }, async (folder) => {
      // The signal is for labproof itself, not for a program that enters the engine's namespaces.
      const run = startLabproof(['run', '--engine', 'host', `${folder}/a.md`], { env: engine.env });
      while ((await objects(engine)).length < 2 && run.exitCode === null) await delay(50);
      run.kill('SIGINT');
      assert.is((await run).exitCode, 130);
      assert.equal(await objects(engine), []);
    });
  });
});

test("a lab that chooses the engine's own socket gets that of the run, and no settings of the user's change", async () => {
  const text = [
    '```',
    '$ docker run -d --name mine alpine sleep 1000',
    "$ docker -H unix:///var/run/docker.sock ps --format '{{.Names}}'",
    'mine',
    '$ curl -s --unix-socket /var/run/docker.sock http://localhost/containers/json | grep -c theirs',
    '0',
    "$ docker --host $HOST ps --format '{{.Names}}'",
    'mine',
    '$ docker -H tcp://192.0.2.7:2375 ps',
    '$ docker context create other --docker host=unix:///nowhere.sock',
    '$ docker context use other',
    '$ unset DOCKER_HOST; docker --context default rm -f $(docker --context default ps -aq)',
    '```',
  ].join('\n');
  await withEngine(
    async (engine) => {
      await docker(engine, 'run', '-d', '--name', 'theirs', 'alpine', 'sleep', '1000');
      const config = join(engine.env.DOCKER_CONFIG!, 'config.json');
      const before = await readFile(config, 'utf8');
      await withFolder({ 'a.md': text }, async (folder) => {
        const { stdout } = await labproof(
          ['run', '--engine', 'host', '--reporter', 'json', `${folder}/a.md`],
          { ...host(engine), env: { ...engine.env, HOST: engine.dockerHost } },
        );
        const { commands } = JSON.parse(stdout).labs[0];
        assert.equal(
          commands.map(({ skip, verdict }: { skip: string; verdict: string }) => skip ?? verdict),
          ['passed', 'passed', 'passed', 'passed', 'multi-node', 'passed', 'passed', 'passed'],
          stdout,
        );
      });
      assert.is(await docker(engine, 'ps', '--format', '{{.Names}}'), 'theirs');
      assert.is(await readFile(config, 'utf8'), before);
    },
    { images: ['alpine'] },
  );
});

test('a file that the document shows behind a cd stands where the next command looks for it', async () => {
  const text =
    '```\n$ mkdir site && cd site\n```\nThe file `note.txt`:\n```\nhello there\n```\n```\n$ cat note.txt\nhello there\n$ cat ../site/note.txt\nhello there\n```\n';
  await withEngine(async (engine) => {
    await withFolder({ 'a.md': text }, async (folder) => {
      const { stdout, exitCode } = await labproof(
        ['run', '--engine', 'host', `${folder}/a.md`],
        host(engine),
      );
      assert.match(stdout.split('\n').at(-1)!, /^3 passed, 0 failed, 0 skipped$/);
      assert.is(exitCode, 0);
    });
  });
});

test('a server in the foreground runs until the prose has the reader press Ctrl-C', async () => {
  const text =
    "```\n$ docker run --name fore alpine sh -c \"trap 'exit 3' INT; echo up; while :; do sleep 0.1; done\"\nup\n```\n```\n$ docker inspect -f '{{.State.Status}}' fore\nrunning\n```\nPress Ctrl-C.\n```\n$ docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' fore\nexited 3\n```\n";
  await withEngine(async (engine) => {
    await withFolder({ 'a.md': text }, async (folder) => {
      const { stdout, exitCode } = await labproof(
        ['run', '--engine', 'host', `${folder}/a.md`],
        host(engine),
      );
      assert.match(stdout.split('\n').at(-1)!, /^3 passed, 0 failed, 0 skipped$/);
      assert.is(exitCode, 0);
    });
  });
});

test('a command that hangs is killed at its deadline and the lab goes on', async () => {
  const text = '```\n$ docker network create n\n$ sleep 600\n$ echo on\non\n```\n';
  await withEngine(async (engine) => {
    await withFolder({ 'a.md': text }, async (folder) => {
      const { stdout, exitCode } = await labproof(
        ['run', '--engine', 'host', '--timeout', '1s', '--reporter', 'json', `${folder}/a.md`],
        host(engine),
      );
      const { commands } = JSON.parse(stdout).labs[0];
      assert.equal(
        commands.map((command: { verdict: string }) => command.verdict),
        ['passed', 'failed', 'passed'],
      );
      assert.match(commands[1].reason, 'did not end within 1 s');
      assert.is(exitCode, 1);
      assert.equal(await objects(engine), []);
    });
  });
});

test('an image that is nowhere is a skip that names it and says how to provide it, and what needs it is blocked', async () => {
  const text = '```\n$ docker run -dit --name c registry.invalid/none:1\n$ docker exec c ls\n```\n';
  await withEngine(async (engine) => {
    await withFolder({ 'a.md': text }, async (folder) => {
      const { stdout, exitCode } = await labproof(
        ['run', '--engine', 'host', '--reporter', 'json', `${folder}/a.md`],
        host(engine),
      );
      const { commands } = JSON.parse(stdout).labs[0];
      assert.equal(
        commands.map((command: { skip: string }) => command.skip),
        ['image', 'blocked'],
      );
      assert.match(commands[0].reason, 'registry.invalid/none:1');
      assert.is(exitCode, 4);
    });
  });
});

test('a base image that was made for the run goes with the stages that the classic builder made of it', async () => {
  await withFolder({}, async (folder) => {
    // Without a plugin of BuildKit's the command line builds with the engine's own builder.
    const env = { HOME: folder, DOCKER_CONFIG: folder, DOCKER_BUILDKIT: '0' };
    const { stdout, exitCode } = await labproof(['run', '--engine', 'private', 'labs/build.md'], { env });
    assert.match(stdout, /Left {6}nothing/);
    assert.is(exitCode, 0, stdout);
  });
});

test('where no report on standard output tells the verdict, its line does', async () => {
  await withEngine(
    async (engine) => {
      await withFolder({ 'a.md': '```\n$ echo hi\nhi\n$ echo two\nthree\n```\n' }, async (folder) => {
        const run = async (...reporters: readonly string[]) => {
          const args = reporters.flatMap((reporter) => ['--reporter', reporter]);
          return labproof(['run', '--engine', 'host', ...args, `${folder}/a.md`], host(engine));
        };
        const files = await run(`junit=${folder}/j.xml`, 'html=/proc/none/r.html');
        assert.is(files.stdout, '1 passed, 1 failed, 0 skipped');
        assert.is(files.exitCode, 5);
        const { stdout } = await run('github', `blob=${folder}/b`);
        assert.match(stdout, /^::error [^\n]*\n1 passed, 1 failed, 0 skipped$/);
        assert.is((await run('json')).stdout.at(-1), '}');
      });
    },
    { images: [] },
  );
});

test('a report that cannot be written is exit 5, and the verdict is still printed', async () => {
  await withEngine(async (engine) => {
    await withFolder({ 'a.md': '```\n$ echo hi\nhi\n```\n' }, async (folder) => {
      const args = [
        'run',
        '--engine',
        'host',
        '--reporter',
        'list',
        '--reporter',
        'json=/proc/none/r.json',
        `${folder}/a.md`,
      ];
      const { stdout, stderr, exitCode } = await labproof(args, host(engine));
      assert.match(stdout, '1 passed, 0 failed');
      assert.match(stderr, '/proc/none/r.json');
      assert.is(exitCode, 5);
    });
  });
});

test.run();
