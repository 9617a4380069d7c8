import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLab } from '../lab/parse.ts';
import type { LabResult } from '../model/event.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Plan, planLab } from '../plan/plan.ts';
import { applyVariables } from '../plan/variables.ts';
import type { FailedOutput } from '../run/context.ts';
import { type Insertion, insertionOf, withInsertions } from './fill.ts';
import { type MendedOutput, mendOutput } from './mend.ts';
import { patchDocument } from './patch.ts';
import { passingLine, refusal } from './refusal.ts';
import { inAuthorsValues } from './variables.ts';

export interface DocumentUpdate {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Outputs that were written anew or for the first time. */
  readonly updated: number;
  /** What still fails, and why it can't be written anew. */
  readonly left: readonly { readonly line: number; readonly command: string; readonly reason: string }[];
  /** Commands whose outputs hold in another form, and stay as they are. */
  readonly drifted: number;
  /** Commands that were not run, so that nothing is known of their outputs. */
  readonly skipped: number;
}

/** Runs a document and tells of each output that does not hold; undefined when it was interrupted. */
export type UpdateRun = (
  plan: Plan,
  outputFailed: (output: FailedOutput) => void,
) => Promise<LabResult | Problem | undefined>;

export interface UpdateContext {
  readonly run: UpdateRun;
  /** Values in the place of those that the lab fixes. */
  readonly variables: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  /** Whether commands without an output get one. */
  readonly fill: boolean;
}

/** Where the folders of runs are. */
const FOLDERS = [join(tmpdir(), 'labproof-')];

/** What an output once repaired hid may come to light in the run after, and hide another. */
const MOST_RUNS = 8;

/** An output can bring one other difference to light; what fails again then is never the same. */
const MOST_FAILURES = 2;

interface Draft {
  readonly text: string;
  /** Commands whose outputs are written. */
  readonly updated: ReadonlySet<number>;
  readonly filled: boolean;
}

/**
 * Runs a document and writes anew what fails of its outputs, until a run has nothing more to write:
 * the last run is the proof of those before. What fails again after it was written is put back.
 * Undefined when it was interrupted; the problems that keep it from running.
 */
export async function updateDocument(
  { file, text: before }: { readonly file: string; readonly text: string },
  context: UpdateContext,
): Promise<DocumentUpdate | readonly Problem[] | undefined> {
  /** Why commands are left as they are from now on. */
  const given = new Map<number, string>();
  /** How often what was written of a command did not hold in the next run. */
  const failures = new Map<number, number>();
  let draft: Draft = { text: before, updated: new Set(), filled: false };
  for (let run = 1; ; run += 1) {
    const ran = await runOnce(file, draft.text, context);
    if (ran === undefined || context.signal.aborted) return undefined;
    if (!('plan' in ran)) return ran;
    const { plan, result, outputs, reasons } = ran;
    if (result === undefined)
      return { file, before, after: before, updated: 0, left: [], drifted: 0, skipped: 0 };
    const unsettled = outputs.filter(({ command }) => {
      const times = draft.updated.has(command) ? (failures.get(command) ?? 0) + 1 : 0;
      failures.set(command, times);
      return times >= MOST_FAILURES;
    });
    if (unsettled.length > 0 && run < MOST_RUNS) {
      for (const { command } of unsettled) given.set(command, 'it prints something else in every run');
      draft = { text: before, updated: new Set(), filled: false };
      continue;
    }
    const patched = patchedWith(
      draft.text,
      outputs.filter(({ command }) => !given.has(command)),
      reasons,
    );
    const updated = new Set([...draft.updated, ...patched.written.map(({ command }) => command)]);
    if (patched.text !== draft.text && run < MOST_RUNS) {
      draft = { ...draft, text: patched.text, updated };
      continue;
    }
    const fills = context.fill && !draft.filled ? fillsOf({ plan, result, text: draft.text, given }) : [];
    if (fills.length > 0 && run < MOST_RUNS) {
      for (const { command } of fills) updated.add(command);
      draft = { text: withInsertions(draft.text, fills), updated, filled: true };
      continue;
    }
    for (const [command, reason] of given) reasons.set(command, reason);
    const n = (one: Verdict): number => result.commands.filter(({ verdict }) => verdict === one).length;
    const last = { left: leftOf(result, reasons), drifted: n('drifted'), skipped: n('skipped') };
    return { file, before, after: draft.text, updated: draft.updated.size, ...last };
  }
}

interface Ran {
  readonly plan: Plan;
  /** Undefined where there was nothing to run. */
  readonly result: LabResult | undefined;
  readonly outputs: readonly MendedOutput[];
  /** Why outputs that do not hold are left, and parts of those that are written. */
  readonly reasons: Map<number, string>;
}

async function runOnce(
  file: string,
  text: string,
  { run, variables }: UpdateContext,
): Promise<Ran | readonly Problem[] | undefined> {
  const lab = parseLab(file, text);
  const applied = applyVariables(lab, variables);
  const plan = planLab(applied.lab);
  const fatal = [...applied.problems, ...plan.problems].filter(({ severity }) => severity === 'error');
  if (fatal.length > 0) return fatal;
  const outputs: MendedOutput[] = [];
  const reasons = new Map<number, string>();
  if (plan.commands.length === 0) return { plan, result: undefined, outputs, reasons };
  const result = await run(plan, (output) => {
    const mended = mend(output, { lab, variables: applied.replaced });
    if ('lines' in mended) outputs.push(mended);
    if (mended.reason !== undefined) reasons.set(output.command.id, mended.reason);
  });
  if (result === undefined) return undefined;
  return 'severity' in result ? [result] : { plan, result, outputs, reasons };
}

function mend(
  { command, expected, live, context, comparing }: FailedOutput,
  { lab, variables }: { readonly lab: Lab; readonly variables: ReadonlyMap<string, string> },
): (MendedOutput & { readonly reason?: string }) | { readonly reason: string } {
  const block = blockAt(lab, expected.span.line);
  const mended = mendOutput({ expected, live, context, comparing });
  if ('reason' in mended) return mended;
  if (block?.role === 'output' && mended.lines.every(({ text }) => text.trim() === ''))
    return { reason: `it prints nothing; the block on line ${block.span.line} can go` };
  const own = outputOf(lab, command.id) ?? expected;
  const lines = inAuthorsValues(mended.lines, { applied: expected.lines, own: own.lines, variables });
  const refused = refusal({ before: own.lines, after: lines, block, folders: FOLDERS });
  if (refused !== undefined) return { reason: refused };
  return {
    command: command.id,
    expected: own,
    lines,
    ...(mended.left === undefined ? {} : { reason: mended.left }),
  };
}

const blockAt = (lab: Lab, line: number) =>
  lab.blocks.find(({ span }) => span.line <= line && line <= span.endLine);

const commandsOf = (lab: Lab) =>
  lab.steps.flatMap(({ actions }) => actions.filter((action) => action.kind === 'command'));

const outputOf = (lab: Lab, id: number) => commandsOf(lab).find((command) => command.id === id)?.expected;

/** One output after the other, since one that can't be written must not keep the others back. */
function patchedWith(
  text: string,
  outputs: readonly MendedOutput[],
  reasons: Map<number, string>,
): { readonly text: string; readonly written: readonly MendedOutput[] } {
  const written: MendedOutput[] = [];
  let result = text;
  for (const output of outputs) {
    const patched = patchDocument(text, [...written, output]);
    if ('line' in patched) reasons.set(output.command, `line ${patched.line} is not written as it is shown`);
    else {
      written.push(output);
      result = patched.text;
    }
  }
  return { text: result, written };
}

/** What commands that show no output printed, where it is to stand. */
function fillsOf({
  plan: { lab },
  result,
  text,
  given,
}: {
  readonly plan: Plan;
  readonly result: LabResult;
  readonly text: string;
  /** Why commands are left, to which those that get nothing are added. */
  readonly given: Map<number, string>;
}): readonly Insertion[] {
  const document = text.split(/\r?\n/);
  const commands = commandsOf(lab);
  return commands.flatMap((command) => {
    const done = result.commands.find(({ id }) => id === command.id);
    const block = blockAt(lab, command.span.line);
    const runs = done?.verdict === 'passed' && done.exitCode === 0 && !command.expected;
    if (!runs || !block || given.has(command.id) || command.directives.expect === 'ignore') return [];
    const alone = commands.filter((other) => blockAt(lab, other.span.line) === block).length === 1;
    const insertion = insertionOf({ command, output: done.output, block, document, alone });
    if (insertion === undefined) return [];
    const passing = 'after' in insertion ? passingLine(insertion.lines, FOLDERS) : undefined;
    if ('after' in insertion && passing === undefined) return [insertion];
    if (passing !== undefined) given.set(command.id, passing);
    if ('after' in insertion) return [];
    given.set(command.id, insertion.reason);
    return [];
  });
}

function leftOf(
  { commands, steps }: LabResult,
  reasons: ReadonlyMap<number, string>,
): DocumentUpdate['left'] {
  return [
    ...commands
      .filter(({ verdict, id }) => verdict === 'failed' || reasons.has(id))
      .map(({ id, line, command, reason }) => ({ line, command, reason: reasons.get(id) ?? reason })),
    ...steps.flatMap(({ checks }) =>
      checks
        .filter(({ verdict }) => verdict === 'failed')
        .map(({ line, sentence, found }) => ({ line, command: sentence, reason: found })),
    ),
  ].sort((a, b) => a.line - b.line);
}
