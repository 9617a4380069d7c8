/**
 * How long labs wait beyond what the same commands take in a script: for outputs that are still to
 * come, for programs to be ready, for objects to be gone.
 *
 *   waiting.ts FILE …       prints a row per document, on the engine that `docker` would use
 *
 * Of each document, the commands typed at the host that ran and ended by themselves are run again in
 * one bash script, which labproof runs as a lab of one command, so that what it makes is removed.
 * Those with another exit status there are left out: an ID of the first run is none of the second.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { quote } from '../src/command/quote.ts';
import { parseLab } from '../src/lab/parse.ts';
import type { Action } from '../src/model/lab.ts';
import { planLab } from '../src/plan/plan.ts';
import { labproof } from '../test/support/cli.ts';
import { seconds, tableText } from './speed/table.ts';

interface Times {
  readonly own: number;
  readonly script: number;
}

interface Ran {
  readonly line: number;
  readonly verdict: string;
  readonly exitCode: number | null;
  readonly durationMs: number;
  readonly output: string;
}

const rows: string[][] = [];
const times: Times[] = [];
for (const file of process.argv.slice(2)) {
  const time = await timesOf(resolve(file));
  times.push(time);
  rows.push(rowOf(file, time.own, time.script));
}
if (rows.length > 1)
  rows.push(
    rowOf(
      'all',
      sum((time) => time.own),
      sum((time) => time.script),
    ),
  );
const columns = ['', 'commands', 'in a script', 'waited', 'of the commands'];
console.log(tableText({ title: 'Waiting', columns, rows }));

function rowOf(name: string, own: number, script: number): string[] {
  const more = Math.max(0, own - script);
  return [name, ...[own, script, more].map(seconds), `${own > 0 ? Math.round((100 * more) / own) : 0} %`];
}

function sum(of: (time: Times) => number): number {
  return times.reduce((total, time) => total + of(time), 0);
}

/** In ms: what the commands took that both ran alike, in labproof and in a script. */
async function timesOf(file: string): Promise<Times> {
  const { lab, commands } = planLab(parseLab(file, await readFile(file, 'utf8')));
  const ran = new Map((await run(file)).map((result) => [result.line, result]));
  const byId = new Map(
    commands.flatMap(({ command }) => {
      const result = ran.get(command.span.line);
      const alike =
        command.where.kind === 'host' && command.terminal === 'none' && command.answers.length === 0;
      return alike && result && result.verdict !== 'skipped' && result.exitCode !== null
        ? [[command.id, result] as const]
        : [];
    }),
  );
  const actions = lab.steps.flatMap((step) => step.actions);
  const folder = await mkdtemp(join(tmpdir(), 'labproof-waiting-'));
  try {
    const text = join(folder, 'script.md');
    await writeFile(
      text,
      documentOf(actions, (id) => byId.has(id)),
    );
    const [last] = (await run(text)).slice(-1);
    let own = 0;
    let script = 0;
    for (const line of last?.output.split('\n') ?? []) {
      const [, id, status, micros] = /^(\d+) (\d+) (\d+)$/.exec(line) ?? [];
      const result = byId.get(Number(id));
      if (!result || result.exitCode !== Number(status)) continue;
      own += result.durationMs;
      script += Number(micros) / 1_000;
    }
    return { own, script };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(file: string): Promise<readonly Ran[]> {
  const { stdout } = await labproof(['run', '--engine', 'host', '--reporter', 'json', file], {
    env: process.env as Record<string, string>,
  });
  return (JSON.parse(stdout) as { labs: { commands: readonly Ran[] }[] }).labs.flatMap((lab) => lab.commands);
}

/** A lab of one command, which runs what is taken in a script and prints a line for each: ID, status, microseconds. */
function documentOf(actions: readonly Action[], isTaken: (id: number) => boolean): string {
  const blocks: string[] = [];
  const lines: string[] = [];
  let files = 0;
  for (const action of actions) {
    if (action.kind === 'file') {
      // It comes when the document shows it, not before.
      const name = `.shown-${files++}`;
      blocks.push(fenced(action.content, `file=${name}`));
      lines.push(`mkdir -p "$(dirname '${action.path}')"; cp "$LAB/${name}" '${action.path}'`);
    } else if (action.kind === 'command' && isTaken(action.id)) {
      // A quote that is open in one command is not closed by the next.
      lines.push('begun=$EPOCHREALTIME', `eval ${quote(action.script)}`, 'status=$? ended=$EPOCHREALTIME');
      lines.push(`printf '%s %s %s\\n' ${action.id} $status $((\${ended/./} - \${begun/./})) >&3`);
    }
  }
  const script = ['LAB=$PWD', 'exec 3>&1 >/dev/null 2>&1 </dev/null', ...lines].join('\n');
  blocks.push(
    fenced(`${script}\n`, 'file=.script'),
    fenced('bash .script\n', 'expect=ignore timeout=10m', 'sh'),
  );
  return `# Script\n\n${blocks.join('\n')}`;
}

function fenced(text: string, directive: string, language = 'text'): string {
  return `<!-- labproof: ${directive} -->\n\n\`\`\`\`\`\`${language}\n${text}\`\`\`\`\`\`\n`;
}
