import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { github } from '../../src/report/github.ts';
import { githubComment } from '../../src/report/github-comment.ts';
import { type CommandSketch, eventsOf, type LabSketch } from '../support/events.ts';
import { NASTY, reportOf } from '../support/reports.ts';
import { WIRE_LAB } from '../support/wire-lab.ts';

/** The runner's own reading of a workflow command, property values and message unescaped. */
function commandsOf(report: string) {
  return report
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^::(error|warning) ([^:]*)::([^\r\n]*)$/.exec(line);
      assert.ok(match, `no workflow command: ${line}`);
      const unescaped = (text: string) =>
        text
          .replaceAll('%0D', '\r')
          .replaceAll('%0A', '\n')
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ',')
          .replaceAll('%25', '%');
      const properties = Object.fromEntries(
        match[2]!.split(',').map((pair) => pair.split('=').map(unescaped) as [string, string]),
      );
      return { kind: match[1]!, properties, message: unescaped(match[3]!) };
    });
}

const failing = (command: string): CommandSketch => ({
  command,
  verdict: 'failed',
  reason: `${command} failed`,
});

const labOf = (commands: readonly CommandSketch[]): LabSketch => ({ steps: [{ title: 'Step', commands }] });

async function summaryOf(labs: readonly LabSketch[], before = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  try {
    const file = join(folder, 'summary.md');
    await writeFile(file, before);
    reportOf(github, eventsOf(labs), { env: { GITHUB_STEP_SUMMARY: file } });
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a comment has the summary, below the mark by which the next run finds it, and fits', () => {
  const comment = reportOf(githubComment, eventsOf([WIRE_LAB]));
  assert.match(comment, /^<!-- labproof-comment -->\n## labproof: \d+ passed/);
  assert.match(comment, 'labs/wire.md');
  const many = Array.from({ length: 900 }, (_, n) => failing(`command-${n} ${'x'.repeat(90)}`));
  const long = reportOf(githubComment, eventsOf([labOf(many)]));
  assert.ok(long.length < 65_536);
  assert.match(long, /parts of this summary do not fit/);
});

test('a failed command is an error on the differing line, a drifted one a warning', () => {
  const commands = commandsOf(reportOf(github, eventsOf([WIRE_LAB])));
  const places = commands.map(({ kind, properties }) => [kind, properties.file, properties.line]);
  assert.equal(places, [
    ['error', 'labs/wire.md', '24'],
    ['error', 'labs/wire.md', '27'],
    ['warning', 'labs/wire.md', '36'],
  ]);
  assert.is(commands[0]!.properties.title, 'Step 2: List networks & their drivers');
  assert.match(commands[0]!.message, 'line 24 says driver ipvlan');
});

test('at most ten annotations of a kind are written, one per command, and the last counts the rest', () => {
  const commands = Array.from({ length: 23 }, (_, index) => failing(`command ${index}`));
  const written = commandsOf(reportOf(github, eventsOf([labOf(commands)])));
  assert.is(written.length, 10);
  assert.match(written.at(-1)!.message, /command 9 failed\n\nand 13 more/);
});

test('whatever a lab prints, each annotation is one line that the runner reads back', () => {
  const command = { ...failing(NASTY), reason: `100% ${NASTY}\r\nsecond, line: x` };
  const report = reportOf(github, eventsOf([{ file: 'a,b:c%.md', ...labOf([command]) }]));
  const [read] = commandsOf(report);
  assert.is(read!.properties.file, 'a,b:c%.md');
  assert.match(read!.message, 'second, line: x');
});

test('without a summary file nothing but annotations is written', () => {
  assert.is(reportOf(github, eventsOf([labOf([{ command: 'true' }])])), '');
});

test('the summary counts, lists labs and shows what differs', async () => {
  const summary = await summaryOf([WIRE_LAB]);
  assert.match(summary, '## labproof: 4 passed, 1 failed, 1 skipped, 1 drifted');
  assert.match(summary, /\| ❌ \| A place on the wire \(labs\/wire\.md\) \| 4 \| 1 \| 1 \| 1 \|/);
  assert.match(summary, '```diff\n- 8f6a1c55e7d2   wire      ipvlan    local\n+ 7c1e0f6b2a44   wire');
});

test('the summary is appended to what the step wrote before and together stays below 1 MiB', async () => {
  const commands = Array.from({ length: 400 }, (_, index) => ({
    ...failing(`command ${index}`),
    differences: [
      {
        verdict: 'failed' as const,
        line: 12,
        expected: 'é'.repeat(4_000),
        found: '',
        cause: '',
        marks: { expected: [], found: [] },
      },
    ],
  }));
  const before = '# Before\n'.repeat(10_000);
  const summary = await summaryOf([labOf(commands)], before);
  assert.ok(summary.startsWith(before));
  assert.ok(Buffer.byteLength(summary) < 1_048_576);
  assert.match(summary, /\d+ more parts of this summary do not fit/);
});

test('output can not leave its fence, and titles are no Markdown or HTML', async () => {
  const found = '````\n# Heading';
  const differences = [
    {
      verdict: 'failed' as const,
      line: 12,
      expected: 'x',
      found,
      cause: '',
      marks: { expected: [], found: [] },
    },
  ];
  const steps = [{ title: '<img> | **b** @team', commands: [{ ...failing('x'), differences }] }];
  const summary = await summaryOf([{ title: '<script>', steps }]);
  assert.match(summary, '`````diff\n- x\n+ ````\n+ # Heading\n`````\n');
  assert.not.match(summary, '<img>');
  assert.not.match(summary, '<script>');
  assert.not.match(summary, '@team');
});

test('a command of an included file is marked there', () => {
  const command = { ...failing('true'), from: { file: 'parts/start.md', line: 3 } };
  const [mark] = commandsOf(reportOf(github, eventsOf([labOf([command])])));
  assert.equal([mark!.properties.file, mark!.properties.line], ['parts/start.md', '3']);
});

test.run();
