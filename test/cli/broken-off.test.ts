import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { labproof, withFolder } from '../support/cli.ts';

/** Labs that need no engine. */
const lab = (title: string, ...words: readonly string[]): string =>
  [
    `# ${title}`,
    ...words.map((word) => `## Say ${word}\n\n\`\`\`console\n$ echo ${word}\n${word.toLowerCase()}\n\`\`\``),
    '',
  ].join('\n\n');

const LABS = {
  'first.md': lab('First', 'apples', 'pears'),
  'second.md': lab('Second', 'plums', 'BOOM', 'cherries'),
  'third.md': lab('Third', 'figs'),
};

const config = (plugin: string): Record<string, string> => ({
  ...LABS,
  'own.mjs': plugin,
  'labproof.config.json': '{ "plugins": ["./own.mjs"] }',
});

const REPORTS = ['json', 'junit', 'tap', 'html', 'blob', 'gitlab', 'github-comment'];

async function run(plugin: string, more: readonly string[] = []) {
  return withFolder(config(plugin), async (cwd) => {
    const env = { LABPROOF_ENGINE_ROOT: '/nonexistent', XDG_STATE_HOME: join(cwd, 'state'), TMPDIR: cwd };
    const reporters = REPORTS.flatMap((name) => ['--reporter', `${name}=${name}.out`]);
    const files = Object.keys(LABS);
    const args = ['run', ...files, '--reporter', 'list', ...reporters, ...more];
    const { stdout, stderr, exitCode } = await labproof(args, { cwd, env });
    const texts = await Promise.all(REPORTS.map((name) => readFile(join(cwd, `${name}.out`), 'utf8')));
    const reports = Object.fromEntries(REPORTS.map((name, index) => [name, texts[index]!]));
    const records = await labproof(['clean', '--json', '--yes'], { cwd, env });
    const { runs } = JSON.parse(records.stdout) as { runs: unknown[] };
    return { stdout, stderr, exitCode, reports: reports as Record<string, string>, runs };
  });
}

type Report = {
  labs: { file: string; verdict: string; commands: { command: string; verdict: string; reason: string }[] }[];
};

/** Every report has its end, and what was verified in it. */
function assertWhole(
  { stdout, reports }: Awaited<ReturnType<typeof run>>,
  commands: number,
  steps: number,
): void {
  const { labs } = JSON.parse(reports.json!) as Report;
  assert.is(labs.flatMap((each) => each.commands).length, commands);
  const xml = new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
  }).parseFromString(reports.junit!, 'text/xml');
  assert.is(xml.getElementsByTagName('testcase').length, steps);
  assert.match(reports.tap!, new RegExp(`\\n1\\.\\.${steps}\\n`));
  assert.match(reports.html!, /<\/html>\s*$/);
  const events = reports
    .blob!.trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type?: string });
  assert.is(events.at(-1)?.type, 'run-finished');
  assert.ok(Array.isArray(JSON.parse(reports.gitlab!)));
  assert.match(reports['github-comment']!, 'second.md');
  assert.match(stdout, /\d+ passed, \d+ failed, \d+ skipped$/);
}

const MATCHER = `export default { matchers: [{ name: 'own', compare(_document, live) {
  if (live.some(({ text }) => text === 'BOOM')) throw new RangeError('own matcher fell over');
} }] };`;

test('a bug in the middle of a run ends its lab; what was verified is told, and the other labs run', async () => {
  const outcome = await run(MATCHER);
  assert.is(outcome.exitCode, 70, outcome.stderr);
  assert.match(outcome.stderr, 'RangeError: own matcher fell over');
  assertWhole(outcome, 5, 5);
  const { labs } = JSON.parse(outcome.reports.json!) as Report;
  assert.equal(
    labs.map(({ file, verdict, commands }) => [file, verdict, ...commands.map((each) => each.verdict)]),
    [
      ['first.md', 'passed', 'passed', 'passed'],
      ['second.md', 'failed', 'passed', 'failed'],
      ['third.md', 'passed', 'passed'],
    ],
  );
  assert.match(labs[1]!.commands[1]!.reason, /bug in labproof/);
  for (const [name, report] of Object.entries({ list: outcome.stdout, ...outcome.reports }))
    assert.match(report, /own matcher fell over|bug in labproof/, name);
  assert.equal(outcome.runs, []);
});

test('a lab that a bug ended is not tried again', async () => {
  const outcome = await run(MATCHER, ['--retries', '2']);
  assert.is(outcome.exitCode, 70);
  assertWhole(outcome, 5, 5);
  assert.is(outcome.stderr.match(/RangeError/g)?.length, 1);
});

test('an error that nobody waits for ends the run as a signal does, with the status of a bug', async () => {
  const outcome = await run(
    `export default { reporters: { own: () => ({
    event({ type, command }) {
      if (type === 'command-started' && command.typed.includes('plums')) Promise.reject(new RangeError('nobody waits'));
    },
    finish() {},
  }) } };`,
    ['--reporter', 'own=none'],
  );
  assert.is(outcome.exitCode, 70, outcome.stderr);
  assert.match(outcome.stderr, 'RangeError: nobody waits');
  assert.match(outcome.stdout, 'Interrupted');
  const { labs } = JSON.parse(outcome.reports.json!) as Report;
  assert.equal(
    labs[0]!.commands.map(({ verdict }) => verdict),
    ['passed', 'passed'],
  );
  assert.equal(outcome.runs, []);
});

for (const [where, reporter] of [
  ['begins', `own: () => { throw new RangeError('own reporter fell over'); }`],
  ['is told', `own: () => ({ event() { throw new RangeError('own reporter fell over'); }, finish() {} })`],
  ['ends', `own: () => ({ event() {}, finish() { throw new RangeError('own reporter fell over'); } })`],
] as const)
  test(`a reporter that throws when it ${where} hides no verdict and no other report`, async () => {
    const outcome = await run(`export default { reporters: { ${reporter} } };`, ['--reporter', 'own=none']);
    assert.is(outcome.exitCode, 5, outcome.stderr);
    assert.is(outcome.stderr.match(/report not written: none: own reporter fell over/g)?.length, 1);
    assertWhole(outcome, 6, 6);
  });

test('a reporter that threw is told that the run is over, and nothing else', async () => {
  const outcome = await run(
    `let told = []; export default { reporters: { own: () => ({
      event({ type }) { told.push(type); throw new Error('once'); },
      finish() { console.error(told.join(), 'and the end'); },
    }) } };`,
    ['--reporter', 'own=none'],
  );
  assert.match(outcome.stderr, /^run-started and the end$/m);
});

test.run();
