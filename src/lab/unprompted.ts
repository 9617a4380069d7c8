import type { CodeBlock, Prose } from '../markdown/blocks.ts';
import type { BlockFacts } from './block-facts.ts';
import { SHELL_LANGUAGES } from './fence-languages.ts';
import { type FileKind, fileKind, kindByLanguage } from './file-kinds.ts';
import { announcesFile } from './file-names.ts';
import { announcesOutput, outputLikeness } from './output-likeness.ts';
import { commandLikeness } from './programs.ts';
import type { Role, RoleContext } from './role.ts';
import { leavesSession } from './sessions.ts';
import type { Reading } from './transcript.ts';

/** Whether each line that is no comment has the form of a command, and something says that they are some. */
export function hasOnlyCommands(
  { block, shape, firstPrompt }: BlockFacts,
  { pending, between }: RoleContext,
): boolean {
  if (firstPrompt !== undefined || shape.others > 0 || shape.strong + shape.weak === 0) return false;
  if (SHELL_LANGUAGES.has(block.language)) {
    // What stands directly under a command and looks like a few words may be printed by it.
    if (shape.strong > 0 || shape.known > 0 || pending === '') return true;
    return !isAbout(between) && !isEcho(block, pending);
  }
  const free = pending === '' || (between.length > 0 && !isAbout(between));
  if (block.language === '' && free && isAsked(block, between)) return true;
  return (
    block.language === '' &&
    block.form !== 'indented' &&
    shape.known > 0 &&
    shape.strong > 1 &&
    shape.first === 'strong' &&
    pending === ''
  );
}

/** Whether the sentence right before a short fence without a language has the reader type what is in it. */
function isAsked({ form, lines }: CodeBlock, between: readonly Prose[]): boolean {
  const last =
    between
      .at(-1)
      ?.text.split(/(?<=[.!?])\s+/)
      .at(-1) ?? '';
  const typed = lines.filter(({ text }) => text.trim() !== '');
  return (
    form === 'fence' &&
    HAS_TYPED.test(last) &&
    typed.length <= 4 &&
    typed.every(({ text }) => /^\s*[a-z][\w.-]*\s+\S/.test(text) && !/[:{}]\s*$/.test(text))
  );
}

/** `… and enter:`, `Start it with:`, `… using the following command:` */
const HAS_TYPED =
  /(?:\b(?:run|running|enter|type|execute|executing|issue|invoke)\b[^:.]{0,60}|\b(?:with|using|via|use|by)(?: (?:this|the following|this following))?|\bcommands?)\s*:\s*$/i;

/** Whether a block has no word that the command above it does not have. */
function isEcho({ lines }: CodeBlock, pending: string): boolean {
  const said = pending.split(/[\s"'/:=]+/);
  return lines.every(({ text }) =>
    text
      .trim()
      .split(/\s+/)
      .every((word) => word === '' || said.includes(word)),
  );
}

/** Blocks whose lines have no prompts and are not surely docker commands. */
export function withoutPrompts(facts: BlockFacts, context: RoleContext, reading: Reading): Role {
  const { block, firstLikeness, lines, shape } = facts;
  if (context.session !== undefined && lines.length === 1 && leavesSession(lines[0]!.text.trim())) {
    const reason = 'it leaves the session that is open';
    return { role: 'commands', reason, reading: { ...reading, bare: true } };
  }
  const programs = lines.every(({ text }) => /^(?:word|likely)$/.test(commandLikeness(text.trim())));
  if (
    context.session === 'shell' &&
    SHELL_LANGUAGES.has(block.language) &&
    OPENS.test(context.pending) &&
    programs
  ) {
    const reason = 'it is typed into the session that the command above opens';
    return { role: 'commands', reason, reading: { ...reading, bare: true } };
  }
  const output = outputLikeness(block.lines, {
    pending: context.pending,
    between: context.between.map(({ text }) => text),
  });
  if (output.sure) return { role: 'output', reason: output.reason, reading };
  if (context.pending !== '' && lines.length > 0 && isEcho(block, context.pending))
    return { role: 'output', reason: 'it has no word that the command above does not have', reading };
  const shown = fileKind(block.lines.map(({ text }) => text));
  const file = shown ?? kindByLanguage(block);
  const printed =
    output.likely &&
    saysOutput(context.between) &&
    (context.between.length === 0 || !MARKUP_LANGUAGES.test(block.language)) &&
    !announcesFile(block, context.between) &&
    (!shown || PRINTABLE.has(shown.kind));
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

/** Docker commands that open sessions. */
const OPENS = /\bdocker (?:container |compose )?(?:run|exec|attach|start) /;

/** Fences of sources that no command of a lab prints by itself. */
const MARKUP_LANGUAGES = /^(?:markdown|md|mdx|x?html|xml|mermaid|jsx|tsx|vue|svelte)$/;

/** Whether nothing stands between, or the very sentence before the block announces an output. */
function saysOutput(between: readonly Prose[]): boolean {
  const last = between
    .at(-1)
    ?.text.split(/(?<=[.!?])\s+/)
    .at(-1);
  return last === undefined || announcesOutput(last);
}

/** Kinds of files whose form a program prints as well. */
const PRINTABLE: ReadonlySet<FileKind> = new Set(['json', 'yaml', 'markup', 'config']);

/** Whether the prose between a command and a block, if any, announces what the command prints. */
export function isAbout(between: readonly Prose[]): boolean {
  return between.length === 0 || announcesOutput(between.at(-1)!.text);
}
