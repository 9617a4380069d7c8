import type { Correspondence } from '../match/correspondence.ts';
import { isPromptResidue } from '../match/prompts.ts';
import type { Action, Command, ExpectedOutput, FileAction, Step } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import { Canonical } from './canonical.ts';
import { colored } from './colored.ts';
import { Prompts } from './prompts.ts';
import type { Chapter, Script, Shot } from './script.ts';

/** A run of a lab that is to be shown. */
export interface Performance {
  readonly plan: Plan;
  /** The document's text. */
  readonly text: string;
  readonly results: readonly CommandResult[];
  /** What each command wrote to its terminal, where that was kept. */
  readonly written: ReadonlyMap<number, string>;
  /** As the whole run has learnt it. */
  readonly correspondence: Correspondence;
}

export interface ScriptOptions {
  readonly title: string;
  readonly prompt: string;
  readonly from: number;
  readonly to: number;
}

/**
 * What a recording of a run shows: the steps with the commands that ran, each with its output in the
 * document's values. What the document shows and the run has borne out is shown as it stands there,
 * with its cuts; what it does not show is what was printed, with nothing of this run in it.
 */
export function scriptOf(performance: Performance, options: ScriptOptions): Script {
  const { plan, results } = performance;
  const canonical = new Canonical(performance);
  const prompts = new Prompts(performance.text, options.prompt);
  const byId = new Map(results.map((result) => [result.id, result]));
  const shots = (step: Step): readonly Shot[] =>
    step.actions.flatMap((action) => shotOf(action, { byId, canonical, prompts, performance }));
  // In the order of the document, whatever is shown of it: the values that are made up are numbered.
  const all = plan.lab.steps.map((step) => ({
    ordinal: step.ordinal,
    title: titleOf(step),
    line: step.span.line,
    shots: shots(step),
  }));
  const chapters: readonly Chapter[] = all.filter(
    (chapter) => chapter.shots.length > 0 && chapter.ordinal >= options.from && chapter.ordinal <= options.to,
  );
  return { title: options.title, chapters };
}

interface Context {
  readonly byId: ReadonlyMap<number, CommandResult>;
  readonly canonical: Canonical;
  readonly prompts: Prompts;
  readonly performance: Performance;
}

function shotOf(action: Action, context: Context): readonly Shot[] {
  if (action.kind === 'check') return [];
  if (action.kind === 'file') return [fileShot(action, context)].filter((shot) => shot !== undefined);
  const result = context.byId.get(action.id);
  const { phase } = action.directives;
  if (!result || result.verdict === 'skipped') return [];
  const output = outputOf(action, result, context);
  // Also what is not shown counts its values.
  if (phase !== undefined) return [];
  return [
    {
      command: action.id,
      prompt: context.prompts.of(action),
      typed: typedText(action.typed),
      output,
      lineMs: lineMsOf(action),
      ...(result.verdict === 'failed' ? { failed: result.reason } : {}),
    },
  ];
}

function outputOf(command: Command, result: CommandResult, { canonical, performance }: Context): string {
  const written = performance.written.get(command.id) ?? result.output;
  const live = canonical.output(written);
  const { expected } = command;
  const shown = !expected || result.verdict === 'failed' ? live : documentedOutput(expected);
  return colored(shown, written);
}

/** An output as the document shows it, with its cuts. */
export function documentedOutput(expected: ExpectedOutput): string {
  const lines = expected.lines.map(({ text }) => text.trimEnd()).filter((text) => !isPromptResidue(text));
  while (lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

/** A file that the reader is to have is looked at, as a reader would. */
function fileShot({ path, content, write }: FileAction, { prompts }: Context): Shot | undefined {
  if (write !== 'always') return undefined;
  const output = content.replace(/\n$/, '');
  return { command: -1, prompt: prompts.default, typed: `cat ${path}`, output, lineMs: 0 };
}

/** As a reader types it: without the blanks that a document sets its lines in with. */
export function typedText(typed: string): string {
  return typed
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.replace(/^\s*(?:> )?/, '')).trimEnd())
    .join('\n');
}

/** Programs that print a line a second. */
const SLOW = /\b(?:ping6?|vmstat|iostat|watch)\b/;

const lineMsOf = ({ terminal, typed }: Command): number =>
  terminal === 'endless' || SLOW.test(typed) ? 1000 : 0;

const titleOf = ({ title, ordinal }: Step): string => title || `Step ${ordinal}`;
