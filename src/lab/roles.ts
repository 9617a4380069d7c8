import type { CodeBlock, Prose } from '../markdown/blocks.ts';
import type { BlockRole } from '../model/lab.ts';
import { type BlockFacts, factsOf } from './block-facts.ts';
import { type FileKind, fileKind, type KindOfFile, kindByLanguage } from './file-kinds.ts';
import { announcesFile } from './file-names.ts';
import { foreignShell } from './foreign-shells.ts';
import { announcesOutput, ofOtherCommand, outputLikeness } from './output-likeness.ts';
import { commandLikeness } from './programs.ts';
import type { OwnPrompts } from './prompts.ts';
import { leavesSession } from './sessions.ts';
import { isSynopsis } from './synopsis.ts';
import type { Reading } from './transcript.ts';

/** What a block is, why, and how it is to be read. */
export interface Role {
  readonly role: BlockRole;
  readonly reason: string;
  readonly reading: Reading;
  readonly file?: KindOfFile;
}

/** Where a block stands. */
export interface RoleContext {
  /** The command that still lacks an output, as typed, '' where there is none. */
  readonly pending: string;
  /** The prose since the block before. */
  readonly between: readonly Prose[];
  readonly session: 'shell' | 'client' | undefined;
  /** Whether a session in a container of this name can be gone on with. */
  readonly knows: (container: string) => boolean;
  /** Whether the lab installs a program of this name. */
  readonly installs: (program: string) => boolean;
  /** The prompts of the author's own making. */
  readonly own: OwnPrompts;
}

export const OF_OTHER_COMMAND = 'it is the output of a command that only the text names';

/** Whether a block that was taken for an example may hold commands all the same. */
export function holdsCommands(block: CodeBlock): boolean {
  if (block.lines.every(({ text }) => /^\s*(?:#|$)/.test(text))) return false;
  return (
    SHELL_LANGUAGES.has(block.language) ||
    block.lines.some(({ text }) => /^\s*(?:[$#>%] ?)?(?:sudo )?docker(?:-compose)? [a-z]/.test(text))
  );
}

interface RoleRule {
  readonly role: BlockRole;
  readonly reason: string;
  readonly reading?: Partial<Reading>;
  readonly applies: (facts: BlockFacts, context: RoleContext) => boolean;
}

const TYPED: ReadonlySet<string> = new Set(['host', 'login', 'node', 'banner', 'inside', 'windows', 'own']);
/** Fences that training sites type into a terminal when they are clicked, such as `.term1`. */
const TERMINAL = /^term\d?$/;
/** Fences that say that a shell's commands are in them. */
const SHELL_LANGUAGES = new Set(
  'bash sh shell zsh ksh dash ash console terminal shell-session shellsession sh-session bash-session commandline command-line cli'.split(
    ' ',
  ),
);
/** Fences that say that they hold what is printed. */
const OUTPUT_LANGUAGES =
  /^(?:outputs?|stdout|stderr|results?|(?:console|shell|terminal|command|sample|expected)-?outputs?)$/;
/** Fences of text, which may be a transcript, an output, or anything. */
const TEXT_LANGUAGES = /^(?:plain(?:text)?|te?xt|logs?|none)$/;

/** The rules in order; the first that applies decides. */
const RULES: readonly RoleRule[] = [
  {
    role: 'output',
    reason: 'help text under the command that prints it',
    applies: ({ first, lines }, { pending, between }) =>
      pending !== '' && isUsage(first) && lines.length > 2 && isAbout(between),
  },
  {
    role: 'example',
    reason: OF_OTHER_COMMAND,
    applies: ({ firstPrompt, firstLikeness }, { pending, between }) =>
      firstPrompt === undefined && firstLikeness !== 'sure' && ofOtherCommand(pending, between),
  },
  {
    role: 'transcript',
    reason: 'the text above calls it an output, so its prompts are of what is printed',
    reading: { printed: true },
    applies: ({ block, firstPrompt }, { between }) =>
      TEXT_LANGUAGES.test(block.language) &&
      firstPrompt?.kind === 'host' &&
      commandLikeness(firstPrompt.command) === 'no' &&
      between.length > 0 &&
      announcesOutput(between.at(-1)!.text),
  },
  {
    role: 'transcript',
    reason: 'its commands stand behind the prompt of the container that is open',
    applies: ({ firstHash, bareCommands, laterPrompt }, { session }) =>
      session === 'shell' &&
      !bareCommands &&
      laterPrompt < 0 &&
      (firstHash === 'likely' || firstHash === 'word'),
  },
  {
    role: 'example',
    reason: 'it has nothing but blank lines and comments',
    applies: ({ lines, rootPrompts }) => lines.length === 0 && !rootPrompts,
  },
  {
    role: 'synopsis',
    reason: 'every line shows the form of a command',
    applies: ({ lines, firstPrompt, first }) =>
      lines.length > 0 &&
      (isUsage(first) || (lines.length <= 12 && isCommandForm(firstPrompt?.command ?? first))) &&
      (isUsage(first) || lines.every(({ text }) => isSynopsis(text))),
  },
  {
    role: 'synopsis',
    reason: 'it shows options without their command',
    applies: ({ lines }) =>
      lines.length > 0 &&
      lines.length < 20 &&
      lines.every(({ text }) => /^\s*(?:-[A-Za-z](?:[ =,]|$)|--[a-z])/.test(text)),
  },
  {
    role: 'output',
    reason: 'the fence says so',
    applies: ({ block, firstPrompt }) =>
      OUTPUT_LANGUAGES.test(block.language) && firstPrompt?.kind !== 'host',
  },
  {
    role: 'commands',
    reason: 'the fence makes a click type it',
    reading: { bare: true, typed: true },
    applies: ({ block, firstPrompt, lines }) =>
      TERMINAL.test(block.language) && firstPrompt === undefined && lines.length > 0,
  },
  {
    role: 'transcript',
    reason: 'its first line has a prompt',
    applies: ({ firstPrompt, block }) =>
      firstPrompt !== undefined &&
      TYPED.has(firstPrompt.kind) &&
      (block.form !== 'indented' || firstPrompt.command !== '' || firstPrompt.kind === 'banner'),
  },
  {
    role: 'transcript',
    reason: 'its first line has the prompt of a container that is open',
    applies: ({ firstPrompt }, { knows }) => firstPrompt?.kind === 'named' && knows(firstPrompt.label),
  },
  {
    role: 'transcript',
    reason: 'its first line has the prompt of the program that is open',
    applies: ({ firstPrompt }, { session }) => firstPrompt?.kind === 'client' && session !== undefined,
  },
  {
    role: 'transcript',
    reason: 'its commands stand behind a root prompt',
    reading: { root: true },
    applies: ({ rootPrompts }) => rootPrompts,
  },
  {
    role: 'transcript',
    reason: 'its commands stand behind "> "',
    reading: { angle: true },
    applies: ({ firstPrompt, lines }) =>
      firstPrompt?.kind === 'angle' && isCommandForm(firstPrompt.command) && lines.length > 0,
  },
  {
    role: 'commands',
    reason: 'its first line is a command',
    reading: { bare: true },
    applies: ({ firstLikeness, block }) =>
      firstLikeness === 'sure' && !/^\s*#!/.test(block.lines[0]?.text ?? ''),
  },
  {
    role: 'transcript',
    reason: 'a prompt follows the end of an earlier output',
    applies: ({ laterPrompt, block }) => laterPrompt > 0 && block.form !== 'indented',
  },
];

export function roleOf(block: CodeBlock, context: RoleContext): Role {
  const facts = factsOf(block, context.own);
  const foreign = foreignShell(block);
  if (foreign && facts.firstPrompt?.kind !== 'windows' && facts.lines.length > 0) {
    const reading: Reading = { ...PLAIN, bare: true, every: true, foreign };
    return { role: 'commands', reason: `it is written for ${foreign.name}`, reading };
  }
  const rule = RULES.find(({ applies }) => applies(facts, context));
  const every = hasOnlyCommands(facts, context);
  const reading: Reading = { ...PLAIN, ...rule?.reading, every };
  if (rule) return { role: rule.role, reason: rule.reason, reading };
  return withoutPrompts(facts, context, reading);
}

const PLAIN: Reading = { root: false, angle: false, bare: false, typed: false, every: false };

/** Whether each line that is no comment has the form of a command, and something says that they are some. */
function hasOnlyCommands(
  { block, shape, firstPrompt }: BlockFacts,
  { pending, between }: RoleContext,
): boolean {
  if (firstPrompt !== undefined || shape.others > 0 || shape.strong + shape.weak === 0) return false;
  if (SHELL_LANGUAGES.has(block.language)) {
    // What stands directly under a command and looks like a few words may be printed by it.
    return pending === '' || between.length > 0 || shape.strong > 0 || shape.known > 0;
  }
  return (
    block.language === '' &&
    block.form !== 'indented' &&
    shape.known > 0 &&
    shape.strong > 1 &&
    shape.first === 'strong' &&
    pending === ''
  );
}

/** Blocks whose lines have no prompts and are not surely docker commands. */
function withoutPrompts(facts: BlockFacts, context: RoleContext, reading: Reading): Role {
  const { block, firstLikeness, lines, shape } = facts;
  if (context.session !== undefined && lines.length === 1 && leavesSession(lines[0]!.text.trim())) {
    const reason = 'it leaves the session that is open';
    return { role: 'commands', reason, reading: { ...reading, bare: true } };
  }
  const output = outputLikeness(block.lines, {
    pending: context.pending,
    between: context.between.map(({ text }) => text),
  });
  if (output.sure) return { role: 'output', reason: output.reason, reading };
  const shown = fileKind(block.lines.map(({ text }) => text));
  const file = shown ?? kindByLanguage(block);
  const printed =
    output.likely && !announcesFile(block, context.between) && (!shown || PRINTABLE.has(shown.kind));
  if (
    file &&
    file.kind !== 'dockerfile' &&
    printed &&
    !(shown && context.between.length > 0 && file.kind === 'config')
  )
    return { role: 'output', reason: output.reason, reading };
  if (file && !SHELL_LANGUAGES.has(block.language))
    return { role: 'file', reason: file.reason, reading, file };
  if (file && file.kind !== 'json' && shown) return { role: 'file', reason: file.reason, reading, file };
  if (reading.every) {
    const reason = SHELL_LANGUAGES.has(block.language)
      ? `the fence says ${block.language}, and its lines have the form of commands`
      : 'its lines have the form of commands';
    return { role: 'commands', reason, reading: { ...reading, bare: true } };
  }
  const listing = lines.length > 2 && lines.every(({ text }) => !/\s/.test(text.trim()));
  if (firstLikeness === 'likely' || (firstLikeness === 'word' && !listing)) {
    if (firstLikeness === 'word' && output.likely) return { role: 'output', reason: output.reason, reading };
    if (block.form !== 'indented' || firstLikeness === 'likely') {
      return { role: 'commands', reason: 'its first line is a command', reading: { ...reading, bare: true } };
    }
  }
  const [program = ''] = lines[0]?.text.trim().split(/\s/) ?? [];
  if (context.session === 'shell' && context.installs(program)) {
    const reason = 'its first line runs a program that the lab installs';
    return { role: 'commands', reason, reading: { ...reading, bare: true } };
  }
  if (announcesFile(block, context.between)) {
    const kind = { kind: 'config' as const, reason: 'the text above says that it is a file' };
    return { role: 'file', reason: kind.reason, reading, file: kind };
  }
  if (
    SHELL_LANGUAGES.has(block.language) &&
    (shape.first === 'strong' || (shape.first === 'weak' && !output.likely))
  ) {
    const reason = `the fence says ${block.language}, and its first line has the form of a command`;
    return { role: 'commands', reason, reading: { ...reading, bare: true, first: true } };
  }
  if (output.likely) return { role: 'output', reason: output.reason, reading };
  if (SHELL_LANGUAGES.has(block.language) && context.session !== undefined) {
    return {
      role: 'commands',
      reason: 'typed in the session that is open',
      reading: { ...reading, bare: true },
    };
  }
  return { role: 'example', reason: 'neither command, output nor file', reading };
}

/** Kinds of files whose form a program prints as well. */
const PRINTABLE: ReadonlySet<FileKind> = new Set(['json', 'yaml', 'markup', 'config']);

/** Whether the prose between a command and a block, if any, announces what the command prints. */
function isAbout(between: readonly Prose[]): boolean {
  return between.length === 0 || announcesOutput(between.at(-1)!.text);
}

function isUsage(line: string): boolean {
  return /^\s*usage\s*:/i.test(line);
}

/** Whether a line begins like a command, whatever follows. */
function isCommandForm(text: string): boolean {
  return /^\s*(?:sudo\s+)?[a-z][\w.-]*(?:\s|$)/.test(text);
}
