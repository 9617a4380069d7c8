import type { CodeBlock, Prose } from '../markdown/blocks.ts';
import type { BlockRole } from '../model/lab.ts';
import { type BlockFacts, factsOf } from './block-facts.ts';
import { fileKind, type KindOfFile, kindByLanguage } from './file-kinds.ts';
import { announcesFile } from './file-names.ts';
import { outputLikeness } from './output-likeness.ts';
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
}

interface RoleRule {
  readonly role: BlockRole;
  readonly reason: string;
  readonly reading?: Partial<Reading>;
  readonly applies: (facts: BlockFacts, context: RoleContext) => boolean;
}

const TYPED: ReadonlySet<string> = new Set(['host', 'login', 'node', 'banner', 'inside', 'windows']);
/** Fences that training sites type into a terminal when they are clicked, such as `.term1`. */
const TERMINAL = /^term\d?$/;
const SHELL_LANGUAGES = new Set(['bash', 'sh', 'shell', 'zsh']);

/** The rules in order; the first that applies decides. */
const RULES: readonly RoleRule[] = [
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
      lines.every(({ text }) => isSynopsis(text) || isUsage(first)),
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
    applies: ({ block }) => block.language === 'output',
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
  const facts = factsOf(block);
  const rule = RULES.find(({ applies }) => applies(facts, context));
  const reading: Reading = { root: false, angle: false, bare: false, typed: false, ...rule?.reading };
  if (rule) return { role: rule.role, reason: rule.reason, reading };
  return withoutPrompts(facts, context, reading);
}

/** Blocks whose lines have no prompts and are not surely docker commands. */
function withoutPrompts(facts: BlockFacts, context: RoleContext, reading: Reading): Role {
  const { block, firstLikeness, lines } = facts;
  if (context.session !== undefined && lines.length === 1 && leavesSession(lines[0]!.text.trim())) {
    const reason = 'it leaves the session that is open';
    return { role: 'commands', reason, reading: { ...reading, bare: true } };
  }
  const output = outputLikeness(block.lines, {
    pending: context.pending,
    between: context.between.map(({ text }) => text),
  });
  if (output.sure) return { role: 'output', reason: output.reason, reading };
  const file = fileKind(block.lines.map(({ text }) => text)) ?? kindByLanguage(block);
  if (file) return { role: 'file', reason: file.reason, reading, file };
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

function isUsage(line: string): boolean {
  return /^\s*usage\s*:/i.test(line);
}

/** Whether a line begins like a command, whatever follows. */
function isCommandForm(text: string): boolean {
  return /^\s*(?:sudo\s+)?[a-z][\w.-]*(?:\s|$)/.test(text);
}
