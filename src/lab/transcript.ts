import type { CodeLine } from '../markdown/blocks.ts';
import { commandLikeness } from './programs.ts';
import { type Prompt, readPrompt } from './prompts.ts';
import { readTyped, type TypedCommand } from './typed-command.ts';

/** A command of a block with what the block shows behind it. */
export interface Entry {
  /** Undefined where the command stands without one. */
  readonly prompt: Prompt | undefined;
  readonly command: TypedCommand;
  /** The machine that its prompt, or the banner above, names; '' where none does. */
  readonly machine: string;
  readonly output: CodeLine[];
}

export interface Transcript {
  /** Lines before the first command: the output of a command of an earlier block. */
  readonly leading: readonly CodeLine[];
  readonly entries: readonly Entry[];
}

/** How a block is to be read; the classification decides it. */
export interface Reading {
  /** `# ` and `> ` are prompts in this block. */
  readonly root: boolean;
  readonly angle: boolean;
  /** Commands stand without prompts. */
  readonly bare: boolean;
  /** Every line is one that is typed. */
  readonly typed: boolean;
}

/** What the reader of a transcript asks and tells about sessions while it goes through the lines. */
export interface SessionView {
  /** What an open session takes: a shell's commands, another program's, or there is none. */
  open(): 'shell' | 'client' | undefined;
  /** Called at each command, before its output is read. */
  typed(entry: Entry): void;
  /** Whether a session in a container of this name is open or can be gone on with. */
  knows(container: string): boolean;
  /** Whether the lab installs a program of this name. */
  installs(program: string): boolean;
}

/** Splits the lines of a block into commands and their outputs. */
export function readTranscript(
  lines: readonly CodeLine[],
  reading: Reading,
  sessions: SessionView,
): Transcript {
  const leading: CodeLine[] = [];
  const entries: Entry[] = [];
  let base: number | undefined;
  let entry: Entry | undefined;
  let shut = false;
  let fresh = false;
  let machine = '';
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    const start: Start | 'residue' | undefined =
      KEYS.test(line.text) || echoesExit(line, entry)
        ? 'residue'
        : startOf(line, {
            base,
            entry,
            reading,
            fresh,
            session: sessions.open(),
            above: lines.slice(0, at).findLast(({ text }) => text.trim() !== ''),
            sessions,
          });
    if (start === 'residue') {
      // The lone prompt behind an output; what follows is no part of it.
      shut = true;
      machine = machineOf(readPrompt(line.text)) || machine;
      at += 1;
      continue;
    }
    if (start === undefined || start.offset < 0) {
      const output = entry?.output ?? leading;
      // Blank lines around an output are layout.
      const layout = output.length === 0 && line.text.trim() === '';
      if (!shut && !layout && !isComment(line, lines, at, entry)) output.push(line);
      at += 1;
      continue;
    }
    base ??= start.indent;
    const command = readTyped(lines, at, start);
    const prompt: Prompt | undefined = start.kind === 'none' ? undefined : (start as Prompt);
    machine = machineOf(prompt) || machine;
    entry = { prompt, command, machine, output: [] };
    entries.push(entry);
    const within = sessions.open() !== undefined;
    sessions.typed(entry);
    // What is typed in the session just opened may stand there without prompts.
    fresh = sessions.open() !== undefined && (!within || (fresh && entry.prompt === undefined));
    shut = false;
    at += command.lines.length;
  }
  for (const { output } of entries) trimBlankEnd(output);
  trimBlankEnd(leading);
  return { leading, entries };
}

/** Keys that the reader is told to press, in the place of an output. */
const KEYS =
  /^\s*[[(<]?(?:(?:press|type|hit|use) )?(?:ctrl|control)[ +-]?(?:[cdp]\b|p[ +,-]+(?:and )?(?:ctrl|control)?[ +-]?q\b)/i;

/** Keys as the terminal echoes them, such as `^C`, or what is left of them. */
const ECHOED_KEYS = /^(?:\^[A-Z\\]?)+$/;

function machineOf(prompt: Prompt | undefined): string {
  return prompt === undefined || prompt.kind === 'inside' || prompt.kind === 'named' ? '' : prompt.label;
}

/** A shell on a terminal says `exit` when it ends. */
function echoesExit({ text }: CodeLine, entry: Entry | undefined): boolean {
  return (
    text.trim() === 'exit' && entry?.prompt !== undefined && /^(?:exit|logout)$/.test(entry.command.typed)
  );
}

interface State {
  readonly base: number | undefined;
  readonly entry: Entry | undefined;
  readonly reading: Reading;
  readonly fresh: boolean;
  readonly session: 'shell' | 'client' | undefined;
  readonly above: CodeLine | undefined;
  readonly sessions: SessionView;
}

type Start = Omit<Prompt, 'kind'> & { readonly kind: Prompt['kind'] | 'none' };

/** Where the line's command starts; `residue` for a prompt without one; undefined for other lines. */
function startOf(line: CodeLine, state: State): Start | 'residue' | undefined {
  const prompt = readPrompt(line.text);
  if (!prompt || !isPrompt(prompt, line.text[prompt.indent], state)) return bareStart(line, state);
  if (state.base !== undefined && prompt.indent > state.base) return undefined;
  if (prompt.command === '' || ECHOED_KEYS.test(prompt.command) || isTypedComment(prompt)) return 'residue';
  return introducedByText(state) ? undefined : prompt;
}

/** `$ # then stop it` tells the reader something and runs nothing. */
const isTypedComment = ({ kind, command }: Prompt): boolean =>
  kind !== 'client' && /^#(?:\s|$)/.test(command);

/** Whether what looks like a prompt is one here. */
function isPrompt(prompt: Prompt, mark: string | undefined, state: State): boolean {
  const { entry, reading, session, sessions } = state;
  switch (prompt.kind) {
    case 'root': {
      if (reading.root) return true;
      const likeness = commandLikeness(prompt.command);
      return session === 'shell' && (likeness === 'likely' || likeness === 'word');
    }
    case 'angle':
      return reading.angle;
    case 'client':
      return session !== undefined;
    case 'inside':
    case 'login':
      // The log of a container that runs a shell shows that shell's prompts.
      return (
        session !== undefined ||
        entry === undefined ||
        !/\blogs\b/.test(entry.command.typed) ||
        (prompt.kind === 'login' && entry.prompt?.label === prompt.label)
      );
    case 'named':
      return sessions.knows(prompt.label);
    case 'node':
      return prompt.command === '' || commandLikeness(prompt.command) !== 'no';
    case 'host':
      // `% Total` of curl; `$` has no such twin.
      return mark !== '%' || prompt.command === '' || commandLikeness(prompt.command) !== 'no';
    default:
      return true;
  }
}

/**
 * hello-world's own text ends a sentence with a colon and shows a prompt and a command below it: `To
 * try something more ambitious, you can run an Ubuntu container with:`. So does that of `swarm init`.
 */
function introducedByText({ entry, above }: State): boolean {
  if (!above || entry?.output.findLast(({ text }) => text.trim() !== '') !== above) return false;
  return (
    /^\s*[A-Z][^:]{8,200}\s[^:]{3,200}:\s*$/.test(above.text) && above.text.trim().split(/\s+/).length > 4
  );
}

function bareStart(line: CodeLine, state: State): Start | undefined {
  const { base, entry, reading, fresh } = state;
  const text = line.text;
  const indent = text.length - text.trimStart().length;
  if (text.trim() === '') return undefined;
  if (reading.typed && !/^\s*#/.test(text))
    return { kind: 'none', label: '', command: text.trim(), indent, offset: indent };
  if (base !== undefined && indent !== base) return undefined;
  const quiet = entry === undefined || entry.output.length === 0;
  const bare = reading.bare || (fresh && quiet);
  // Where commands have prompts, only what is surely one goes without.
  if (!bare && !text.includes('docker')) return undefined;
  if (entry && showsFile(entry) && !(quiet && reading.bare)) return undefined;
  const known = commandLikeness(text.slice(indent));
  const likeness = known === 'no' && quiet && state.sessions.installs(firstWord(text)) ? 'likely' : known;
  const accepted =
    likeness === 'sure'
      ? (base !== undefined || reading.bare) && !introducedByText(state)
      : bare &&
        (likeness === 'likely' ||
          (likeness === 'word' && quiet && !(entry && /\bls\b/.test(entry.command.typed))));
  if (!accepted) return undefined;
  return { kind: 'none', label: '', command: text.trim(), indent, offset: indent };
}

const firstWord = (text: string): string => /^\s*(\S{0,80})/.exec(text)![1]!;

function showsFile({ command }: Entry): boolean {
  return /^(?:sudo )?(?:cat|more|less|head|tail|vim?|nano)\b/.test(command.typed);
}

/**
 * Lines with `#` between an output and the next command tell the reader what comes. Files shown by
 * `cat` have such lines of their own, and so has the progress of BuildKit (`#5 [2/3] RUN …`).
 */
function isComment(
  line: CodeLine,
  lines: readonly CodeLine[],
  at: number,
  entry: Entry | undefined,
): boolean {
  if (!/^\s*(?:#(?!\d+ )|\/\/ )/.test(line.text)) return false;
  if (!entry) return true;
  if (SHOWS_TEXT.test(entry.command.typed)) {
    const next = lines.slice(at + 1, at + 4).find(({ text }) => text.trim() !== '');
    return lines[at - 1]?.text.trim() === '' && next !== undefined && readPrompt(next.text)?.kind === 'host';
  }
  return true;
}

/** Commands whose output may be any text, lines with `#` included. */
const SHOWS_TEXT =
  /(?:^|\s)(?:cat|more|less|head|tail|vim?|nano|curl|wget)\s|\blogs\s|\bcompose.{0,80}\sconfig\b/;

export function trimBlankEnd(lines: { readonly text: string }[]): void {
  while (lines.at(-1)?.text.trim() === '') lines.pop();
}
