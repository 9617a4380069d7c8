/**
 * Walks through labs as a learner who types every command that the text shows, in order, and tells
 * which steps were not reached and why:
 *
 *   walk.ts [--engine private|host] [--engine-version 20|26|28] [--images FOLDER] [--no-rehearsal] [--repaired] [--trace] FILE …
 *
 * `--repaired` types what the guide types for a learner instead of what stands in the text, `--trace`
 * prints what is typed and shown. Without a rehearsal what a document states that is not so counts as
 * not reached. Status 1: a step of a document was not reached.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { EngineChoice } from '../src/docker/engine.ts';
import type { GoalView } from '../src/guide/goal.ts';
import { rehearse } from '../src/training/rehearsal.ts';
import { type Walk, walk } from '../test/support/walk.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', default: 'private' },
    'engine-version': { type: 'string' },
    images: { type: 'string' },
    'no-rehearsal': { type: 'boolean', default: false },
    repaired: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});

let missed = 0;
for (const file of positionals) missed += await walked(file);
process.exitCode = missed > 0 ? 1 : 0;

async function walked(file: string): Promise<number> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'labproof-walk-'));
  try {
    const document = { file: resolve(file), text: await readFile(file, 'utf8') };
    const place = {
      engine: values.engine as EngineChoice,
      env: process.env,
      stateDirectory,
      images: values.images,
      engineVersion: values['engine-version'],
      workdir: undefined,
      online: false,
      privileged: 'allow' as const,
      timeoutMs: 30_000,
      signal: new AbortController().signal,
    };
    const results = values['no-rehearsal'] ? [] : await rehearse(document, place);
    if ('severity' in results) {
      console.log(`${file}: ${results.message}`);
      return 1;
    }
    const way = await walk(document, {
      place,
      repaired: values.repaired,
      begun: (training) => (results.length > 0 ? training.rehearsed(results) : Promise.resolve()),
      ...(values.trace && { trace: (text: string) => console.log(text) }),
    });
    if (!('missed' in way)) {
      console.log(`${file}: ${way.map(({ message }) => message).join('; ')}`);
      return 1;
    }
    tell(file, way);
    return way.missed.length;
  } finally {
    await rm(stateDirectory, { recursive: true, force: true });
  }
}

function tell(file: string, { steps, missed, goals, faults, unverifiable }: Walk): void {
  const counts = Object.entries(goals).filter(([, count]) => count > 0);
  console.log(
    `${file}: ${steps - missed.length} of ${steps} steps reached; goals: ${counts.map(([status, count]) => `${count} ${status}`).join(', ')}`,
  );
  for (const { step, title, goals } of missed) {
    console.log(`  step ${step} (${title}) was not reached`);
    for (const goal of goals) console.log(`    line ${goal.line} ${goal.kind}: ${saidOf(goal)}`);
  }
  for (const goal of faults) console.log(`  line ${goal.line} is the document's fault: ${goal.fault}`);
  for (const [found, lines] of byReason(unverifiable))
    console.log(`  lines ${lines.join(', ')} can't be verified: ${found}`);
}

function byReason(goals: readonly GoalView[]): ReadonlyMap<string, readonly number[]> {
  const lines = new Map<string, number[]>();
  for (const { found, line } of goals) lines.set(found, [...(lines.get(found) ?? []), line]);
  return lines;
}

function saidOf({ sentence, status, found, mend }: GoalView): string {
  return `${sentence}: ${status}${found ? ` (${found})` : ''}${mend ? `; ${mend}` : ''}`;
}
