import { appendFileSync, statSync } from 'node:fs';
import type { LabEngine, StepResult } from '../model/event.ts';
import type { CommandResult } from '../model/verdict.ts';
import { grouped } from '../text/grouped.ts';
import { explainFailure } from './difference.ts';
import { onEngines } from './engine-facts.ts';
import { workflowCommand } from './github-escape.ts';
import { jobSummary } from './github-summary.ts';
import { clipped } from './legible.ts';
import { palette } from './paint.ts';
import { type LabRecord, type RunRecord, recorder } from './record.ts';
import type { ReporterKind } from './reporter.ts';
import { commandsOf } from './step-commands.ts';
import { leftover } from './words.ts';

/** GitHub keeps as many annotations of a kind per step of a job and drops the rest. */
const ANNOTATIONS = 10;
/** Length of an annotation, in UTF-16 units; GitHub's own bound is 64 KiB. */
const MESSAGE = 4_096;
/** A step's summary of more bytes is dropped whole. */
const SUMMARY = 1_048_576;

/**
 * GitHub Actions: an annotation per failed (error) and per drifted (warning) command, written when
 * the run is over, and a job summary in the file that `GITHUB_STEP_SUMMARY` names, if it is set.
 */
export const github: ReporterKind = ({ output, relative, env }) => {
  const run = recorder();
  let written = false;
  const annotate = (): void => {
    if (written) return;
    written = true;
    output.write(annotations(run.record(), relative).join(''));
    const file = env.GITHUB_STEP_SUMMARY;
    if (file) appendSummary(file, run.record(), relative);
  };
  return {
    event(event) {
      run.event(event);
      // Here rather than in `finish`, so that what others write last comes last.
      if (event.type === 'run-finished') annotate();
    },
    finish: annotate,
  };
};

type Relative = (file: string) => string;

interface Annotation {
  readonly kind: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

function annotations({ labs, engines }: RunRecord, relative: Relative): readonly string[] {
  const all = folded(
    labs.flatMap((record) =>
      annotationsOf(record, relative).map((annotation) => ({ annotation, engine: record.engine })),
    ),
    engines,
  );
  return (['error', 'warning'] as const).flatMap((kind) => {
    const own = all.filter((annotation) => annotation.kind === kind);
    const more = own.length - ANNOTATIONS;
    return own.slice(0, ANNOTATIONS).map(({ file, line, title, message }, index) => {
      const rest = more > 0 && index === ANNOTATIONS - 1 ? `\n\nand ${more} more: see the job's log` : '';
      return workflowCommand(kind, { file, line, title }, clipped(message, MESSAGE) + rest);
    });
  });
}

/** What is the same on several engines is one annotation, whose title names them. */
function folded(
  all: readonly { readonly annotation: Annotation; readonly engine: LabEngine | undefined }[],
  engines: readonly LabEngine[],
): readonly Annotation[] {
  if (engines.length === 0) return all.map(({ annotation }) => annotation);
  return [...grouped(all, ({ annotation }) => JSON.stringify(annotation)).values()].map((same) => {
    const { annotation } = same[0]!;
    const own = same.map(({ engine }) => engine);
    return { ...annotation, title: annotation.title + onEngines(own, engines) };
  });
}

function annotationsOf({ result }: LabRecord, relative: Relative): readonly Annotation[] {
  const file = relative(result.file);
  const { steps, cleanup } = result;
  const ofSteps = steps.flatMap((step) => [
    ...commandsOf(result, step).flatMap((command) => ofCommand(command, step, { file, relative })),
    ...step.checks
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ line, sentence, found }) => ({
        kind: 'error' as const,
        file,
        line,
        title: titleOf(step),
        message: `${sentence}: ${found}`,
      })),
  ]);
  if (cleanup.left.length === 0) return ofSteps;
  const message = `left: ${leftover([cleanup])}`;
  return [...ofSteps, { kind: 'warning', file, line: 1, title: 'Cleanup', message }];
}

function ofCommand(
  command: CommandResult,
  step: StepResult,
  { file, relative }: { readonly file: string; readonly relative: Relative },
): readonly Annotation[] {
  if (command.verdict !== 'failed' && command.verdict !== 'drifted') return [];
  const marked = command.differences.find(({ verdict }) => verdict === command.verdict);
  const unmet = command.checks
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ sentence, found }) => `${sentence}: ${found}`);
  return [
    {
      kind: command.verdict === 'failed' ? 'error' : 'warning',
      file: command.from ? relative(command.from.file) : file,
      line: command.from?.line ?? marked?.line ?? command.line,
      title: titleOf(step),
      message: [...explainFailure(command, { file, paint: palette(false) }), ...unmet].join('\n'),
    },
  ];
}

const titleOf = ({ number, title }: StepResult): string => `Step ${number}: ${title}`;

function appendSummary(file: string, run: RunRecord, relative: Relative): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  appendFileSync(file, jobSummary(run, { relative, bytes: SUMMARY - 1 - size }));
}
