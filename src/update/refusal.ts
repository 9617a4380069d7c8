import { isDockerfileLine } from '../lab/file-kinds.ts';
import { commandLikeness } from '../lab/programs.ts';
import { readPrompt } from '../lab/prompts.ts';
import { isElision } from '../match/elision.ts';
import type { Block, DocumentLine } from '../model/lab.ts';

export interface Written {
  /** The output as the document shows it. */
  readonly before: readonly DocumentLine[];
  /** As it is to be written. */
  readonly after: readonly DocumentLine[];
  /** The block that the output stands in. */
  readonly block: Block | undefined;
  /** Folders that are made for a run and go with it. */
  readonly folders: readonly string[];
}

/**
 * Why an output is not to be written: what an update changes has to be an output beyond doubt, and
 * what it writes has to hold in the next run. Undefined where nothing speaks against it.
 */
export function refusal({ before, after, block, folders }: Written): string | undefined {
  const kept = new Map(after.map(({ line, text }) => [line, text]));
  const changed = before.filter(
    ({ line, text }) => kept.get(line) !== text && text.trim() !== '' && !isElision(text),
  );
  const typed = changed.find(({ text }) => looksTyped(text));
  if (typed) return `line ${typed.line} looks like something to type, so it is no output to change`;
  const told = before.filter(({ text }) => text.trim() !== '' && !isElision(text));
  const stays = told.some(({ line, text }) => kept.get(line) === text);
  const [first] = told;
  if (first && !stays && !isOutputByItself(block) && !resembles(told, after))
    return `nothing of the block on line ${block?.span.line ?? first.line} is printed, so it may be no output of this command`;
  if (isNested(before) && unpaired(before) === 0 && unpaired(after) !== 0)
    return 'a bracket would be left without the one that belongs to it';
  const old = new Set(before.map(({ text }) => text));
  return passingLine(
    after.map(({ text }) => text).filter((text) => !old.has(text)),
    folders,
  );
}

/** It has values within values, over several lines. */
const isNested = (lines: readonly DocumentLine[]): boolean =>
  lines.some(({ text }) => /[{[]\s*$/.test(text)) && lines.some(({ text }) => /^\s*[}\]]/.test(text));

/** How many more brackets are opened than closed. */
function unpaired(lines: readonly DocumentLine[]): number {
  const text = lines.map((line) => line.text).join('\n');
  return (text.match(/[{[]/g)?.length ?? 0) - (text.match(/[}\]]/g)?.length ?? 0);
}

/** Why lines are not to be written: one shows a folder that goes with the run. */
export function passingLine(lines: readonly string[], folders: readonly string[]): string | undefined {
  const passing = lines.find((text) => folders.some((folder) => text.includes(folder)));
  return passing && `it would show a folder of this run: ${passing.trim()}`;
}

/** A transcript shows by its prompts what is typed and what is printed; a fence can say so, too. */
const isOutputByItself = (block: Block | undefined): boolean =>
  block === undefined ||
  block.role === 'transcript' ||
  /^(?:output|text|json|yaml|plaintext)$/i.test(block.language);

const looksTyped = (text: string): boolean => {
  const prompt = readPrompt(text);
  if (prompt && prompt.command !== '' && commandLikeness(prompt.command) !== 'no') return true;
  return commandLikeness(text.trim()) === 'sure' || isDockerfileLine(text);
};

/** Some line is written anew with at least half of its words. */
function resembles(before: readonly DocumentLine[], after: readonly DocumentLine[]): boolean {
  const found = after.map(({ text }) => new Set(wordsOf(text)));
  return before.some(({ text }) => {
    const words = wordsOf(text);
    return found.some((known) => words.filter((word) => known.has(word)).length * 2 >= words.length);
  });
}

const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
