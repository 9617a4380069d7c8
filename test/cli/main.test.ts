import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

test('--version prints the version alone', async () => {
  const { stdout, exitCode } = await labproof(['--version']);
  assert.match(stdout, /^\d+\.\d+\.\d+$/);
  assert.is(exitCode, 0);
});

test('--help lists every verb and the exit statuses on stdout', async () => {
  const { stdout, exitCode } = await labproof(['--help']);
  for (const word of ['run', 'plan', 'clean', 'doctor', 'Exit status']) assert.match(stdout, word);
  assert.is(exitCode, 0);
});

test('no verb prints the help on stderr, exit 2', async () => {
  const { stdout, stderr, exitCode } = await labproof([]);
  assert.is(stdout, '');
  assert.match(stderr, 'Usage');
  assert.is(exitCode, 2);
});

test('an unknown verb names the nearest, exit 2', async () => {
  const { stderr, exitCode } = await labproof(['rum']);
  assert.match(stderr, "did you mean 'run'?");
  assert.is(exitCode, 2);
});

test('an unknown option names the nearest, exit 2', async () => {
  const { stderr, exitCode } = await labproof(['run', '--stict']);
  assert.match(stderr, 'unknown option --stict; did you mean --strict?');
  assert.is(exitCode, 2);
});

for (const [args, message] of [
  [['--engine', 'mine'], '--engine names the Docker context mine, which does not exist'],
  [['--engine', 'hots'], 'did you mean host?'],
  [['--engine', 'gopher://x'], '--engine names an engine that labproof cannot reach'],
  [['--timeout', 'soon'], '--timeout takes a duration'],
  [['--var', 'parent'], '--var takes NAME=VALUE'],
  [['--step', 'x'], '--step takes N'],
  [['--bail', '0'], '--bail takes a number from 1'],
  [['--reporter', 'jsn'], "unknown reporter 'jsn'; did you mean json?"],
  [['--reporter', 'list', '--reporter', 'json'], 'only one reporter can write to standard output'],
] as const) {
  test(`run ${args.join(' ')} is a usage error`, async () => {
    const { stderr, exitCode } = await labproof(['run', ...args, 'x.md']);
    assert.match(stderr, message);
    assert.is(exitCode, 2);
  });
}

test('a missing file is named, exit 2', async () => {
  const { stderr, exitCode } = await labproof(['run', 'no-such.md']);
  assert.match(stderr, 'no-such.md: there is no such file or folder');
  assert.is(exitCode, 2);
});

for (const verb of ['run', 'lint', 'update', 'serve']) {
  test(`${verb} without a document in a project that has no labs says how to begin, exit 2`, async () => {
    await withFolder({}, async (cwd) => {
      const { stderr, exitCode } = await labproof([verb], { cwd });
      assert.match(stderr, "name your documents or their folder, or begin a project with 'labproof init'");
      assert.is(exitCode, 2);
    });
  });
}

test('a folder without a document that is recorded is exit 2, and no failure where that is meant', async () => {
  await withFolder({ 'a.md': '# A\n' }, async (cwd) => {
    const { stderr, exitCode } = await labproof(['demo', 'check', '.'], { cwd });
    assert.match(stderr, ".: no document in it names files under 'demo: output:'");
    assert.is(exitCode, 2);
    assert.is((await labproof(['demo', 'check', '--pass-with-no-demos', '.'], { cwd })).exitCode, 0);
  });
});

test('a file that is no text is named, exit 2', async () => {
  await withFolder({ 'a.md': 'a\0b' }, async (folder) => {
    const { stderr, exitCode } = await labproof(['run', `${folder}/a.md`]);
    assert.match(stderr, 'it is not a text file');
    assert.is(exitCode, 2);
  });
});

test('a document without a command is never a success: exit 4', async () => {
  await withFolder({ 'a.md': '# Title\n\nProse only.\n' }, async (folder) => {
    const { stderr, exitCode } = await labproof(['run', `${folder}/a.md`]);
    assert.match(stderr, 'no command found, so nothing was run');
    assert.is(exitCode, 4);
  });
});

test('a directive that is none is an error with file and line before anything runs', async () => {
  await withFolder(
    { 'a.md': '# T\n\n<!-- labproof: skp -->\n\n```\n$ touch made\n```\n' },
    async (folder) => {
      const { stderr, exitCode } = await labproof(['run', 'a.md'], { cwd: folder });
      assert.match(stderr, /a\.md:3:\d+: .*skp/);
      assert.is(exitCode, 2);
    },
  );
});

test('plan shows steps, commands with their lines, checks and requirements without an engine', async () => {
  const text = '# T\n\n1. Start it\n\n   ```\n   $ docker run -dit --name web nginx\n   ```\n';
  await withFolder({ 'a.md': text }, async (folder) => {
    const env = { DOCKER_HOST: 'unix:///nowhere.sock' };
    const { stdout, exitCode } = await labproof(['plan', 'a.md'], { cwd: folder, env });
    for (const part of ['Start it', '(line 6', 'container web is running', 'image nginx:latest'])
      assert.match(stdout, part);
    assert.is(exitCode, 0);
    const json = JSON.parse((await labproof(['plan', '--json', 'a.md'], { cwd: folder, env })).stdout);
    assert.equal(
      json.labs[0].commands.map((command: { line: number }) => command.line),
      [6],
    );
  });
});

test.run();
