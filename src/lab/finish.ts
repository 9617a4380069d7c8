import type { Action, Command, Machine, Terminal } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';
import { answersIn, typedIntoFile } from './answers.ts';
import type { Draft, DraftCommand } from './draft.ts';
import { shownStatuses } from './exit-status.ts';
import { findFiles } from './files.ts';
import { factsOfLab, type LabFacts } from './lab-facts.ts';
import { showsDetaching } from './leaving.ts';
import { machineUse } from './machine-use.ts';
import { type MachinesOfLab, machinesOf } from './machines.ts';
import { dockerfileNetworkUse } from './network-use.ts';
import { placeholders } from './placeholders.ts';
import { toldByPrompts } from './prompt-tells.ts';
import { gluedOutput, repair } from './repairs.ts';
import { skipOf } from './skips.ts';
import type { Event } from './steps.ts';

export interface Finished {
  readonly events: readonly Event[];
  readonly problems: readonly Problem[];
  readonly machines: readonly Machine[];
  /** Why blocks that look like files are none of the lab's, by their first lines. */
  readonly unwritten: ReadonlyMap<number, string>;
}

interface Whole {
  readonly file: string;
  readonly facts: LabFacts;
  readonly several: MachinesOfLab;
  /** Commands that others are typed inside of. */
  readonly openers: ReadonlySet<number>;
  /** Exit statuses that the document shows, by command. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What a command is typed as, where a prompt below tells what the reader fills in. */
  readonly told: ReadonlyMap<DraftCommand, string>;
}

/** Makes actions of drafts: what only the whole document can tell is decided here. */
export function finish(file: string, drafts: readonly Draft[], declared: readonly string[]): Finished {
  const events: Event[] = [];
  const problems: Problem[] = [];
  const files = findFiles(file, drafts);
  const facts = factsOfLab(drafts);
  const several = machinesOf(drafts, { ...facts, declared });
  const whole: Whole = {
    file,
    facts,
    several,
    openers: openersOf(drafts),
    statuses: shownStatuses(drafts),
    told: toldByPrompts(drafts, facts.given),
  };
  let indent = 0;
  const act = (action: Action, endLine = action.span.endLine): void => {
    events.push({ kind: 'action', action, endLine, indent });
  };
  for (const draft of drafts) {
    if ('block' in draft) indent = draft.block.column - 1;
    const shown = files.actions.get(draft);
    for (const file of files.early.get(draft) ?? [])
      act(file, draft.kind === 'command' ? draft.block.line : undefined);
    if (shown) act(shown);
    if (draft.kind === 'prose') {
      if (draft.prose.kind !== 'paragraph') events.push({ kind: 'title', prose: draft.prose });
    } else if (draft.kind === 'check') {
      const { sentence, line, column, endLine } = draft;
      act({ kind: 'check', sentence, span: { file, line, column, endLine } });
    } else if (draft.kind === 'command') {
      const dockerfile = files.built.get(draft);
      const buildUse =
        dockerfile === undefined ? undefined : dockerfileNetworkUse(dockerfile, whole.facts.hosts);
      const made = commandOf(draft, whole, {
        buildUse,
        edits: shown?.write === 'always',
        unapplied: files.unapplied.get(draft),
      });
      problems.push(...made.problems);
      act(made.command, made.command.expected?.span.endLine);
    }
  }
  return {
    events,
    problems: [...problems, ...files.problems],
    unwritten: files.unwritten,
    machines: several.machines,
  };
}

function openersOf(drafts: readonly Draft[]): ReadonlySet<number> {
  return new Set(
    drafts.flatMap((draft) =>
      draft.kind === 'command' && draft.where.kind === 'inside' ? [draft.where.opener] : [],
    ),
  );
}

function commandOf(
  draft: DraftCommand,
  { file, facts, several, openers, statuses, told }: Whole,
  {
    buildUse,
    edits,
    unapplied,
  }: {
    readonly buildUse: string | undefined;
    readonly edits: boolean;
    readonly unapplied: { readonly path: string; readonly line: number } | undefined;
  },
): { readonly command: Command; readonly problems: readonly Problem[] } {
  const { entry, output, directives, where, use } = draft;
  const { typed, lines } = entry.command;
  const unclosed = unclosedIn(entry.command);
  const first = lines[0]!;
  const offset = entry.prompt?.offset ?? first.text.length - first.text.trimStart().length;
  const span: Span = {
    file,
    line: first.line,
    column: first.offset + offset + 1,
    endLine: lines.at(-1)!.line,
  };
  const client = entry.prompt?.kind === 'client';
  const placed = several.placed.get(draft);
  const repaired =
    client || draft.foreign !== undefined
      ? { script: typed, problems: [] }
      : repair(placed?.script ?? told.get(draft) ?? typed, { span, host: where.kind === 'host' });
  const skip = skipOf({
    script: repaired.script,
    directive: directives.skip,
    inside: where.kind === 'inside',
    // What leads to a machine, or back from it, is typed in no container.
    orphan: draft.orphan && placed?.script === undefined,
    windows: entry.prompt?.kind === 'windows',
    foreign: draft.foreign,
    shown: shownOnly(draft),
    client,
    machines: machineUse(draft, several),
    typed,
    given: facts.given,
    hosts: facts.hosts,
    buildUse,
    unapplied,
  });
  const { expect, exit, timeoutMs, phase, background, ...marks } = directives;
  const { retries, knownBad, platforms, tags, made, verify } = marks;
  const input = where.kind === 'host' ? typedIntoFile(repaired.script, output) : undefined;
  const command: Command = {
    kind: 'command',
    id: draft.id,
    span,
    typed,
    script: repaired.script,
    where,
    ...(placed ? { machine: placed.machine } : {}),
    ...(placed && placed.also.length > 0 ? { also: placed.also } : {}),
    ...(placed?.joins ? { joins: placed.joins } : {}),
    terminal: terminalOf(draft, openers.has(draft.id)),
    expected:
      output.length === 0 || input || edits || placed?.script === ':' ? undefined : expectedOf(file, draft),
    answers: input ?? answersIn(output),
    directives: {
      ...(expect === undefined ? {} : { expect }),
      ...(exit === undefined ? {} : { exit }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(phase === undefined ? {} : { phase }),
      ...(background ? { background } : {}),
      ...(verify ? { verify } : {}),
      ...(retries === undefined ? {} : { retries }),
      ...(knownBad ? { knownBad } : {}),
      ...(platforms ? { platforms } : {}),
      ...(tags ? { tags } : {}),
      ...(made === undefined ? {} : { made }),
    },
    ...(statuses.has(draft.id) ? { exitShown: statuses.get(draft.id)! } : {}),
    ...(draft.leave !== undefined && use.use !== 'none' ? { leave: draft.leave } : {}),
    ...(draft.interrupts ? { interrupts: true as const } : {}),
    ...(skip ? { skip } : {}),
    ...(unclosed && !client && draft.foreign === undefined
      ? { unreadable: `the command has a ${unclosed.what} that is not closed` }
      : {}),
  };
  const problems = [...repaired.problems];
  if (unclosed && !client && draft.foreign === undefined) {
    problems.push({
      severity: 'error',
      code: 'unclosed-quote',
      span,
      ofCommand: true,
      message: `the command has a ${unclosed.what} that is not closed`,
      hint: 'close it; a shell would wait for the rest',
    });
  }
  const glued = gluedOutput(typed, output[0]?.text);
  if (glued !== undefined) {
    problems.push({
      severity: 'warning',
      code: 'glued-output',
      span,
      message: `the command ends with "${glued}", which is the beginning of its output`,
      hint: 'put the output on a line of its own; it runs as written',
    });
  }
  return { command, problems };
}

/** Why the document shows a command that nobody types, '' where it is typed. */
function shownOnly({ printed, shownFor }: DraftCommand): string {
  if (printed) return 'the text above calls the block what is printed';
  return shownFor === undefined ? '' : `it is shown here and typed on line ${shownFor}`;
}

function expectedOf(file: string, { output }: DraftCommand): Command['expected'] {
  const first = output[0]!;
  return {
    span: { file, line: first.line, column: first.offset + 1, endLine: output.at(-1)!.line },
    lines: output.map(({ line, text }) => ({ line, text })),
  };
}

/** What the document interrupts would not end. A program that is not known stays open when something is typed in it, or when it shows nothing. */
function terminalOf({ use, output }: DraftCommand, opens: boolean): Terminal {
  const interrupted = output.some(({ text }) => /^\^C\s*$/.test(text.trim()) || showsDetaching(text));
  if (interrupted && !opens) return 'endless';
  if (use.use !== 'maybe-session') return use.use;
  return opens || output.length === 0 ? 'session' : 'one-shot';
}

/** What a command leaves open, but for a here-document that is the mark around what the reader fills in. */
function unclosedIn({ typed, unclosed }: DraftCommand['entry']['command']): Unclosed {
  return placeholders(typed).some(({ text }) => text.startsWith('<<')) ? undefined : unclosed;
}

type Unclosed = DraftCommand['entry']['command']['unclosed'];
