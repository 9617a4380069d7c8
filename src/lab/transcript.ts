import type { CodeLine } from '../markdown/blocks.ts';
import { profileOf } from '../profile/programs.ts';
import { isAssignment, shapeOf } from './command-shape.ts';
import type { ForeignShell } from './foreign-shells.ts';
import { leavingIn } from './leaving.ts';
import { prints } from './printing.ts';
import { commandLikeness } from './programs.ts';
import { type OwnPrompts, type Prompt, readPrompt } from './prompts.ts';
import { leavesSession } from './sessions.ts';
import { isSetIn } from './set-in.ts';
import { documentedBelow, goingOnComments, isComment, writtenAbove } from './transcript-comments.ts';
import type { Entry } from './transcript-entry.ts';
import { ECHOED_KEYS, echoesExit, isRemark, isTypedComment, KEYS } from './transcript-residue.ts';
import { readTyped } from './typed-command.ts';

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
  /** Every line has the form of a command. */
  readonly every: boolean;
  /** Its first line is a command, whatever its program is called. */
  readonly first?: boolean;
  /** The shell that it is written for, where that is not the lab's. */
  readonly foreign?: ForeignShell;
  /** What looks like commands is part of what a program prints. */
  readonly printed?: boolean;
}

/** What the reader of a transcript asks and tells about sessions while it goes through the lines. */
export interface SessionView {
  /** What an open session takes: a shell's commands, another program's, or there is none. */
  open(): 'shell' | 'client' | undefined;
  /** Called at each command, before its output is read. */
  typed(entry: Entry): void;
  /** Called where the keys are pressed that leave a container and let it run. */
  detached(): void;
  /** Whether a session in a container of this name is open or can be gone on with. */
  knows(container: string): boolean;
  /** Whether the lab installs a program of this name. */
  installs(program: string): boolean;
  /** Whether a program of this name was typed before. */
  hasTyped(program: string): boolean;
  readonly own: OwnPrompts;
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
  const goingOn = goingOnComments(lines);
  const above = writtenAbove(lines);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    const said = documentedBelow(lines, at, entry);
    if (said) {
      entry!.output.push(...said.output);
      shut = true;
      at += said.count;
      continue;
    }
    const start: Start | 'residue' | undefined =
      KEYS.test(line.text) || echoesExit(line, entry)
        ? 'residue'
        : startOf(line, {
            base,
            entry,
            reading,
            fresh,
            session: sessions.open(),
            above: above[at],
            sessions,
          });
    if (start === 'residue') {
      // The lone prompt behind an output; what follows is no part of it.
      shut = true;
      if (leavingIn(line.text) === 'detach') sessions.detached();
      machine = machineOf(readPrompt(line.text, sessions.own)) || machine;
      at += 1;
      continue;
    }
    if (start !== undefined && entry && isShellMessage(start)) {
      // The prompt came before the last words of the command above.
      if (!shut) entry.output.push({ ...line, text: start.command, offset: line.offset + start.offset });
      at += 1;
      continue;
    }
    if (start === undefined || start.offset < 0) {
      const output = entry?.output ?? leading;
      // Blank lines around an output are layout.
      const layout = output.length === 0 && line.text.trim() === '';
      const aside = isRemark(line, entry) || isComment(line, lines, at, entry) || goingOn[at];
      if (!shut && !layout && !aside) output.push(line);
      at += 1;
      continue;
    }
    base ??= start.indent;
    const command = readTyped(lines, at, { ...start, own: sessions.own, foreign: reading.foreign });
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

function machineOf(prompt: Prompt | undefined): string {
  if (prompt === undefined || prompt.kind === 'inside' || prompt.kind === 'named') return '';
  // A folder is no machine.
  return prompt.label.startsWith('/') ? '' : prompt.label;
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
  const prompt = readPrompt(line.text, state.sessions.own);
  if (!prompt || !isPrompt(prompt, line.text[prompt.indent], state)) return bareStart(line, state);
  // What is typed in a container that is open may be set in.
  const within = prompt.kind === 'inside' && state.session === 'shell';
  if (state.base !== undefined && prompt.indent > state.base && !within) return undefined;
  if (prompt.command === '' || KEYS.test(prompt.command)) return 'residue';
  if (ECHOED_KEYS.test(prompt.command) || isTypedComment(prompt)) return 'residue';
  return introducedByText(state) ? undefined : prompt;
}

/** `bash: nosuch: command not found` behind a prompt: no program's name ends in a colon. */
function isShellMessage({ kind, command }: Start): boolean {
  return (
    kind !== 'none' &&
    kind !== 'client' &&
    /^-?(?:(?:ba|da|a|z|k)?sh|[\w./-]{1,40}): [^|;&]{0,200}: \S/.test(command)
  );
}

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
      return sessions.knows(prompt.label) || isOfOpened(prompt, state);
    case 'node':
      return prompt.command === '' || commandLikeness(prompt.command) !== 'no';
    case 'host':
      // `% Total` of curl; `$` has no such twin.
      return mark !== '%' || prompt.command === '' || commandLikeness(prompt.command) !== 'no';
    default:
      return true;
  }
}

/** Whether a name and a sign stand for the prompt of the container that the command right above has opened. */
function isOfOpened({ label, command }: Prompt, { entry, session }: State): boolean {
  if (session !== 'shell' || entry === undefined) return false;
  if (entry.prompt?.kind === 'named') return entry.prompt.label === label;
  return entry.prompt?.kind !== 'inside' && entry.output.length === 0 && commandLikeness(command) !== 'no';
}

/**
 * hello-world's own text ends a sentence with a colon and shows a prompt and a command below it: `To
 * try something more ambitious, you can run an Ubuntu container with:`. So does that of `swarm init`.
 */
function introducedByText({ entry }: State): boolean {
  const above = entry?.output.findLast(({ text }) => text.trim() !== '');
  if (!above) return false;
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
  const setIn = base !== undefined && indent > base && isSetIn(text.trim(), state);
  if (base !== undefined && indent !== base && !setIn) return undefined;
  if (reading.foreign && !/^\s*#/.test(text))
    return { kind: 'none', label: '', command: text.trim(), indent, offset: indent };
  const form = reading.every || (reading.first && entry === undefined);
  if (form && !/^\s*#/.test(text) && hasForm(text, state))
    return { kind: 'none', label: '', command: text.trim(), indent, offset: indent };
  const quiet = entry === undefined || entry.output.length === 0;
  const bare = reading.bare || (fresh && quiet);
  // Where commands have prompts, only what is surely one goes without.
  if (!bare && !text.includes('docker')) return undefined;
  if (entry && showsFile(entry) && !(quiet && reading.bare)) return undefined;
  const known = commandLikeness(text.slice(indent));
  const likeness = known === 'no' && quiet && state.sessions.installs(firstWord(text)) ? 'likely' : known;
  const accepted =
    (setIn && leavesSession(text.trim())) ||
    (likeness === 'sure'
      ? (base !== undefined || reading.bare) && !introducedByText(state)
      : bare &&
        (likeness === 'likely' ||
          (likeness === 'word' && quiet && !(entry && /\bls\b/.test(entry.command.typed)))));
  if (!accepted) return undefined;
  return { kind: 'none', label: '', command: text.trim(), indent, offset: indent };
}

/** Whether a line of a block of commands is the next one, and not what the one above prints. */
function hasForm(text: string, { entry, above, sessions }: State): boolean {
  const shape = shapeOf(text);
  if (entry === undefined) return shape !== 'no';
  if (showsFile(entry) && !/^(?:sure|likely)$/.test(commandLikeness(text.trim()))) return false;
  const apart = above === undefined || /^\s*(?:#|$)/.test(above.text) || !prints(entry.command.typed);
  // `NAME="a"` right below `cat /etc/os-release` is what that prints.
  if (isAssignment(text)) return apart || !/\b(?:cat|env|printenv|set)\b/.test(entry.command.typed);
  if (shape !== 'weak') return shape === 'strong';
  if (
    commandLikeness(text.trim()) === 'likely' ||
    sessions.installs(firstWord(text)) ||
    sessions.hasTyped(firstWord(text))
  )
    return true;
  const said = entry.command.typed.split(/[\s"'/:=]+/);
  const echoed = text
    .trim()
    .split(/\s+/)
    .every((word) => said.includes(word));
  if (echoed || !/\s/.test(text.trim())) return false;
  return apart;
}

const firstWord = (text: string): string => /^\s*(\S{0,80})/.exec(text)![1]!;

function showsFile({ command }: Entry): boolean {
  const { showsFile: shows, editor } = profileOf(/^(?:sudo )?(\S{0,40})/.exec(command.typed)![1]!);
  return shows === true || editor === true;
}

export function trimBlankEnd(lines: { readonly text: string }[]): void {
  while (lines.at(-1)?.text.trim() === '') lines.pop();
}
