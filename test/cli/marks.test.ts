import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

interface Told {
  /** Line, verdict and, of what was skipped, why. */
  readonly commands: readonly string[];
  readonly notices: readonly string[];
  readonly exitCode: number | undefined;
}

/** What a document comes to on a computer without an engine; `OUTSIDE` is a folder that outlasts its run. */
async function run(text: string, ...args: readonly string[]): Promise<Told> {
  return withFolder({ 'lab.md': text }, (cwd) =>
    withFolder({}, async (outside) => {
      const env = {
        LABPROOF_ENGINE_ROOT: '/nonexistent',
        DOCKER_HOST: '',
        XDG_STATE_HOME: join(outside, 'state'),
        OUTSIDE: outside,
      };
      const { stdout, stderr, exitCode } = await labproof(['run', '--reporter', 'json', ...args, 'lab.md'], {
        cwd,
        env,
      });
      assert.is.not(stdout, '', stderr);
      const { labs, notices } = JSON.parse(stdout) as {
        labs: { commands: { line: number; verdict: string; skip: string | null }[] }[];
        notices: { message: string }[];
      };
      const commands = labs[0]!.commands.map(({ line, verdict, skip }) =>
        [line, verdict, skip].filter((part) => part !== null).join(' '),
      );
      return { commands, notices: notices.map(({ message }) => message), exitCode };
    }),
  );
}

const block = (mark: string, ...lines: readonly string[]): string =>
  `# Lab\n\n<!-- labproof: ${mark} -->\n\n\`\`\`console\n${lines.join('\n')}\n\`\`\`\n`;

test('a command that passes when it is run again is passed, and said to be flaky', async () => {
  const once = '$ [ -e "$OUTSIDE/mark" ] || { touch "$OUTSIDE/mark"; false; }';
  const { commands, notices, exitCode } = await run(block('retry=2', once));
  assert.equal(commands, ['6 passed']);
  assert.match(notices.join(), 'flaky: line 6 passed at attempt 2 only');
  assert.is(exitCode, 0);
  assert.equal((await run(block('retry=1', '$ false'))).commands, ['6 failed']);
});

test('what is known to fail is no failure to its day, and one after it and when it holds', async () => {
  const known = (until: string, command: string) =>
    run(`${block(`known-bad reason="x"${until}`, `$ ${command}`)}\n\`\`\`console\n$ echo on\n\`\`\`\n`);
  assert.equal(
    [await known(' until=2999-01-31', 'false'), await known('', 'false')].map(({ commands, exitCode }) => [
      commands[0],
      exitCode,
    ]),
    [
      ['6 skipped known-bad', 0],
      ['6 skipped known-bad', 0],
    ],
  );
  assert.equal((await known(' until=2020-01-31', 'false')).commands[0], '6 failed');
  assert.equal((await known(' until=2999-01-31', 'true')).commands[0], '6 failed');
});

test('commands of a tag are left out where it is not wanted, and run where nothing is said of it', async () => {
  const text = `${block('tags="slow net"', '$ echo slow')}\n\`\`\`console\n$ echo quick\n\`\`\`\n`;
  assert.equal((await run(text)).commands, ['6 passed', '10 passed']);
  assert.equal((await run(text, '--skip-tag', 'net')).commands, ['6 skipped directive', '10 passed']);
});

test('commands for other systems are left out', async () => {
  const here = { linux: 'linux', darwin: 'macos', win32: 'windows' }[process.platform as string];
  const elsewhere = here === 'windows' ? 'linux' : 'windows';
  const text = (os: string): string => `${block(`os=${os}`, '$ echo')}\n\`\`\`console\n$ echo on\n\`\`\`\n`;
  assert.equal((await run(text(`"${here} ${elsewhere}"`))).commands, ['6 passed', '10 passed']);
  assert.equal((await run(text(elsewhere))).commands, ['6 skipped platform', '10 passed']);
});

test('patterns stand for lines that differ, may be there or repeat', async () => {
  const shown = [
    'starting',
    '/connected to 10(\\.\\d+){3}/',
    '/retry \\d/*',
    '/warning: .*/?',
    '/jar \\d/+',
    'ready',
  ];
  const ends = async (...lines: readonly string[]): Promise<readonly string[]> => {
    const typed = `$ printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}`;
    return (await run(block('expect=match', typed, ...shown))).commands;
  };
  const connected = ['starting', 'connected to 10.0.0.7'];
  for (const between of [['jar 1'], ['retry 1', 'retry 2', 'jar 1', 'jar 2'], ['warning: late', 'jar 1']])
    assert.equal(await ends(...connected, ...between, 'ready'), ['6 passed'], between.join());
  for (const between of [[], ['retry 1'], ['warning: a', 'warning: b', 'jar 1'], ['jar x']])
    assert.equal(await ends(...connected, ...between, 'ready'), ['6 failed'], between.join());
});

test('a file that commands have made is compared with the block that shows it', async () => {
  const made = (line: string): string =>
    `# Lab\n\n\`\`\`console\n$ echo '3 networks' > report.txt\n\`\`\`\n\n<!-- labproof: made=report.txt -->\n\n\`\`\`text\n${line}\n\`\`\`\n`;
  assert.is((await run(made('3 networks'))).exitCode, 0);
  assert.is((await run(made('4 networks'))).exitCode, 1);
});

test.run();
