import type { CodeBlock, Prose } from '../markdown/blocks.ts';
import type { BlockFacts } from './block-facts.ts';
import { SHELL_LANGUAGES } from './fence-languages.ts';
import { fileKind, type KindOfFile } from './file-kinds.ts';
import { fileNamesIn, fits, nameInInfo } from './file-names.ts';

/**
 * A file whose content would be read as something else, but which is called a file where it stands: a
 * name behind the fence, a sentence that has the reader make it, or one that named several at once.
 */
export function announcedFile(
  { block, firstPrompt, firstLikeness, shape }: BlockFacts,
  { between, owed }: { readonly between: readonly Prose[]; readonly owed: readonly string[] },
): KindOfFile | undefined {
  if (firstPrompt !== undefined || block.language === 'diff' || block.lines.length === 0) return undefined;
  const info = nameInInfo(block.info);
  if (info !== undefined && fileNamesIn(info)[0] === info && holds(info, block))
    return { kind: kindOf(block), reason: 'its name stands behind the fence' };
  if (between.length === 0) {
    const typed = firstLikeness !== 'no' || shape.known > 0;
    const name = typed && block.language === '' ? undefined : owed.find((one) => holds(one, block));
    return name === undefined
      ? undefined
      : { kind: kindOf(block), reason: 'the text above the block before names it', name };
  }
  if (!SHELL_LANGUAGES.has(block.language)) return undefined;
  const name = filesToMake(between).find((one) => holds(one, block));
  return name === undefined
    ? undefined
    : { kind: 'script', reason: 'the text above says that it is a file', name };
}

/** The names of files that the sentence right before a block has the reader make with what follows. */
export function filesToMake(between: readonly Prose[]): readonly string[] {
  const last = between
    .at(-1)
    ?.text.split(/(?<=[.!?])\s+/)
    .at(-1);
  if (last === undefined || !MAKES.test(last) || SHOWS.test(last)) return [];
  return fileNamesIn(last);
}

/** Without the file that a block has shown. */
export function stillOwed(owed: readonly string[], { name, kind }: KindOfFile): readonly string[] {
  const shown = name ?? owed.find((one) => fits(one, kind));
  return owed.filter((one) => one !== shown);
}

/** Whole files only: what is added to one or changed in it is a part. */
const MAKES = /\b(?:creat(?:e|ing)|writ(?:e|ing)|sav(?:e|ing)|paste|named|called|contents?)\b/i;
const SHOWS =
  /\b(?:see|output|prints?|displays?|run|running|execute|executing|commands?|append|add|modify|edit|change)\b/i;

const SCRIPT = /\.(?:sh|bash|zsh|ksh|bats)$/;

/** Whether the block may be the content of a file of that name, and does not itself make or use it. */
function holds(name: string, { language, lines }: CodeBlock): boolean {
  if (/^(?:console|terminal|output|shell-session)$/.test(language)) return false;
  if (SHELL_LANGUAGES.has(language) !== SCRIPT.test(name)) return false;
  const base = name.split('/').at(-1)!;
  return !lines.some(({ text }) => text.includes(base));
}

const kindOf = (block: CodeBlock) =>
  fileKind(block.lines.map(({ text }) => text))?.kind ??
  (SHELL_LANGUAGES.has(block.language) ? ('script' as const) : ('config' as const));
