import { parseLab } from '../lab/parse.ts';
import type { LabResult } from '../model/event.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { planLab } from '../plan/plan.ts';
import type { FailedOutput } from '../run/context.ts';
import { type MendedOutput, mendOutput } from '../update/mend.ts';
import { patchDocument } from '../update/patch.ts';
import { runAttempts } from './lab-attempts.ts';
import type { RunSettings } from './run-options.ts';

export interface DocumentUpdate {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Outputs that were written anew. */
  readonly updated: number;
  /** What still fails, and why it can't be written anew. */
  readonly left: readonly { readonly line: number; readonly command: string; readonly reason: string }[];
}

export interface UpdateContext {
  readonly settings: RunSettings;
  readonly signal: AbortSignal;
}

/** What an output once repaired hid may come to light in the run after, and hide another. */
const MOST_RUNS = 5;

/**
 * Runs a document and writes anew what fails of its outputs, until a run has nothing more to write:
 * the last run is the proof of those before. Undefined when it was interrupted; the problems that
 * keep it from running.
 */
export async function updateDocument(
  { file, text: before }: { readonly file: string; readonly text: string },
  context: UpdateContext,
): Promise<DocumentUpdate | readonly Problem[] | undefined> {
  const updated = new Set<number>();
  let text = before;
  for (let run = 1; ; run += 1) {
    const lab = parseLab(file, text);
    const plan = planLab(lab);
    const fatal = plan.problems.filter(({ severity }) => severity === 'error');
    if (fatal.length > 0) return fatal;
    if (plan.commands.length === 0) return { file, before, after: text, updated: 0, left: [] };
    const outputs: MendedOutput[] = [];
    const reasons = new Map<number, string>();
    const result = await runAttempts(plan, {
      ...context,
      engine: context.settings.engines[0],
      emit: () => {},
      observe: () => {},
      engineOpened: () => {},
      bails: () => false,
      outputFailed: (output) => {
        const mended = mend(output, lab);
        if ('reason' in mended) reasons.set(output.command.id, mended.reason);
        else outputs.push(mended);
      },
    });
    if (result === undefined || context.signal.aborted) return undefined;
    if ('severity' in result) return [result];
    const patched = patchedWith(text, outputs, reasons);
    for (const { command } of patched.written) updated.add(command);
    const settled = patched.text === text;
    text = patched.text;
    if (settled || run === MOST_RUNS) {
      return { file, before, after: text, updated: updated.size, left: leftOf(result, reasons) };
    }
  }
}

function mend(
  { command, expected, live, context, mark }: FailedOutput,
  lab: Lab,
): MendedOutput | { reason: string } {
  const block = lab.blocks.find(
    ({ span }) => span.line <= expected.span.line && expected.span.line <= span.endLine,
  );
  const mended = mendOutput({ expected, live, context, mark });
  if ('reason' in mended) return mended;
  if (block?.role === 'output' && mended.lines.every(({ text }) => text.trim() === ''))
    return { reason: `it prints nothing; the block on line ${block.span.line} can go` };
  return { command: command.id, expected, lines: mended.lines };
}

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

function leftOf(
  { commands, steps }: LabResult,
  reasons: ReadonlyMap<number, string>,
): DocumentUpdate['left'] {
  return [
    ...commands
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ id, line, command, reason }) => ({ line, command, reason: reasons.get(id) ?? reason })),
    ...steps.flatMap(({ checks }) =>
      checks
        .filter(({ verdict }) => verdict === 'failed')
        .map(({ line, sentence, found }) => ({ line, command: sentence, reason: found })),
    ),
  ].sort((a, b) => a.line - b.line);
}
