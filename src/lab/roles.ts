import type { CodeBlock } from '../markdown/blocks.ts';
import type { BlockRole } from '../model/lab.ts';
import { announcedFile } from './announced-files.ts';
import { type BlockFacts, factsOf } from './block-facts.ts';
import { shapeOf } from './command-shape.ts';
import { OUTPUT_LANGUAGES, SHELL_LANGUAGES, TEXT_LANGUAGES } from './fence-languages.ts';
import { kindByLanguage } from './file-kinds.ts';
import { foreignShell } from './foreign-shells.ts';
import { announcesOutput, ofHypothetical, ofOtherCommand } from './output-likeness.ts';
import { commandLikeness } from './programs.ts';
import { readPrompt } from './prompts.ts';
import type { Role, RoleContext } from './role.ts';
import { isSynopsis } from './synopsis.ts';
import type { Reading } from './transcript.ts';
import { hasOnlyCommands, isAbout, withoutPrompts } from './unprompted.ts';

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

/** The rules in order; the first that applies decides. */
const RULES: readonly RoleRule[] = [
  {
    role: 'commands',
    reason: 'inline code that is all of a paragraph or item is typed',
    reading: { bare: true, typed: true },
    applies: ({ block, firstPrompt }) =>
      block.form === 'inline' && block.info === 'alone' && firstPrompt === undefined,
  },
  {
    role: 'commands',
    reason: 'a click on the inline code types it',
    reading: { bare: true, typed: true },
    applies: ({ block, firstPrompt }) => block.form === 'inline' && firstPrompt === undefined,
  },
  {
    role: 'output',
    reason: 'help text under the command that prints it',
    applies: ({ first, lines }, { pending, between }) =>
      pending !== '' && isUsage(first) && lines.length > 2 && isAbout(between),
  },
  {
    role: 'example',
    reason: OF_OTHER_COMMAND,
    applies: ({ block, shape, firstPrompt, firstLikeness }, { pending, between }) =>
      firstPrompt === undefined &&
      firstLikeness !== 'sure' &&
      shape.known === 0 &&
      kindByLanguage(block)?.kind !== 'dockerfile' &&
      ofOtherCommand(pending, between),
  },
  {
    role: 'example',
    reason: 'it is what something would print that the document does not have the reader do',
    applies: ({ first, firstPrompt, firstLikeness, shape }, { between }) =>
      firstPrompt === undefined &&
      firstLikeness !== 'sure' &&
      shape.known === 0 &&
      ofHypothetical(first, between),
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
    role: 'transcript',
    reason: 'one command stands behind the prompt of the container that is open',
    reading: { root: true },
    applies: ({ hashAlone }, { session }) => session === 'shell' && hashAlone,
  },
  {
    role: 'example',
    reason: 'it has nothing but blank lines and comments',
    applies: ({ lines, rootPrompts }) => lines.length === 0 && !rootPrompts,
  },
  {
    role: 'synopsis',
    reason: 'it is a help text',
    applies: ({ first }) => isUsage(first),
  },
  {
    role: 'commands',
    reason: 'every line shows the form of a command',
    reading: { bare: true },
    applies: ({ lines, firstPrompt, first }) => {
      const form = firstPrompt?.command ?? first;
      const typed = lines.length > 0 && lines.length <= 12 && commandLikeness(form.trim()) === 'sure';
      return typed && lines.every(({ text }) => isSynopsis(text));
    },
  },
  {
    role: 'synopsis',
    reason: 'every line shows the form of a command of a program that is not known',
    applies: ({ lines, firstPrompt, first }) =>
      lines.length > 0 &&
      lines.length <= 12 &&
      isCommandForm(firstPrompt?.command ?? first) &&
      lines.every(({ text }) => isSynopsis(text)),
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
    reason: 'its commands stand behind a root prompt, and those in a container behind that one’s',
    reading: { root: true },
    applies: ({ rootPrompts, firstHash, firstPrompt }) =>
      rootPrompts && firstHash === 'sure' && firstPrompt?.kind === 'inside',
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
    role: 'commands',
    reason: 'commands without prompts stand before one that has a prompt',
    reading: { bare: true },
    applies: ({ block, laterPrompt, firstLikeness, lines }, { pending, between }) =>
      laterPrompt > 0 &&
      block.form !== 'indented' &&
      firstLikeness === 'likely' &&
      lines.slice(0, laterPrompt).every(({ text }) => isBanner(text) || shapeOf(text) !== 'no') &&
      (pending === '' || !isAbout(between)),
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
  const announced = announcedFile(facts, context);
  if (announced) return { role: 'file', reason: announced.reason, reading: PLAIN, file: announced };
  const rule = RULES.find(({ applies }) => applies(facts, context));
  const every = hasOnlyCommands(facts, context);
  const reading: Reading = { ...PLAIN, ...rule?.reading, every };
  if (rule) return { role: rule.role, reason: rule.reason, reading };
  return withoutPrompts(facts, context, reading);
}

const PLAIN: Reading = { root: false, angle: false, bare: false, typed: false, every: false };

/** The line above a prompt that belongs to it. */
const isBanner = (text: string): boolean => readPrompt(text)?.kind === 'banner';

function isUsage(line: string): boolean {
  return /^\s*usage\s*:/i.test(line);
}

/** Whether a line begins like a command, whatever follows. */
function isCommandForm(text: string): boolean {
  return /^\s*(?:sudo\s+)?[a-z][\w.-]*(?:\s|$)/.test(text);
}
