import type { CodeBlock, CodeLine } from '../markdown/blocks.ts';
import { type BlockShape, blockShape, shapeOf } from './command-shape.ts';
import { commandLikeness } from './programs.ts';
import { type OwnPrompts, type Prompt, readPrompt } from './prompts.ts';

/** What classification looks at in a block. */
export interface BlockFacts {
  readonly block: CodeBlock;
  /** The lines that are neither blank nor a comment. */
  readonly lines: readonly CodeLine[];
  readonly first: string;
  readonly firstPrompt: Prompt | undefined;
  /** How sure the first of these lines is a command that stands without a prompt. */
  readonly firstLikeness: ReturnType<typeof commandLikeness>;
  /** How sure the first line of the block, comment or not, is a command behind `# `. */
  readonly firstHash: ReturnType<typeof commandLikeness>;
  /** One line is all there is, and what stands behind its `# ` has the form of a command. */
  readonly hashAlone: boolean;
  /** Some line is surely a command without a prompt. */
  readonly bareCommands: boolean;
  /** The first line is a comment or a command behind a root prompt, by the looks of the block. */
  readonly rootPrompts: boolean;
  /** Index of the first line that has a host's prompt at its very start, -1 where none has. */
  readonly laterPrompt: number;
  /** What its lines would be as commands without prompts. */
  readonly shape: BlockShape;
}

/** Longest stretch of a block that is looked at; a role shows early. */
const LOOKED_AT = 400;

export function factsOf(block: CodeBlock, own: OwnPrompts): BlockFacts {
  const all = block.lines.filter(({ text }) => text.trim() !== '').slice(0, LOOKED_AT);
  const lines = all.filter(({ text }) => !/^\s*(?:#|\/\/ )/.test(text));
  const first = lines[0]?.text ?? '';
  const firstPrompt = readPrompt(first, own);
  const top = all[0]?.text ?? '';
  const likeness = (text: string) => commandLikeness(text.trim());
  const bareCommands = lines.some(({ text }) => likeness(text) === 'sure' && !/^\s/.test(text));
  const laterPrompt = lines.findIndex(({ text }, index) => {
    const prompt = readPrompt(text, own);
    if (!prompt || prompt.indent > 0 || prompt.command === '') return false;
    if (!HOST.has(prompt.kind) || commandLikeness(prompt.command) === 'no') return false;
    return index === 0 || !/:\s*$/.test(lines[index - 1]!.text);
  });
  return {
    block,
    lines,
    first,
    firstPrompt,
    firstLikeness: lines.length > 0 ? likeness(first) : 'no',
    firstHash: hashLikeness(top),
    hashAlone: all.length === 1 && /^# [a-z]/.test(top) && shapeOf(top.slice(2)) === 'strong',
    bareCommands,
    rootPrompts: !bareCommands && laterPrompt < 0 && all.length > 0 && isRootCommand(all[0]!.text),
    laterPrompt,
    shape: blockShape(block.lines),
  };
}

/** Prompts that only a host shows. */
const HOST: ReadonlySet<Prompt['kind']> = new Set(['host', 'login', 'node', 'banner', 'windows', 'own']);

function hashLikeness(text: string): ReturnType<typeof commandLikeness> {
  const prompt = readPrompt(text);
  return prompt?.kind === 'root' ? commandLikeness(prompt.command) : 'no';
}

function isRootCommand(text: string): boolean {
  const prompt = readPrompt(text);
  if (prompt?.kind !== 'root') return false;
  const likeness = commandLikeness(prompt.command);
  return (
    likeness === 'likely' || (likeness === 'sure' && !/\s(?:the|an?|your|with|to)\s/.test(prompt.command))
  );
}
