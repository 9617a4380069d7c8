import type { CodeLine } from '../markdown/blocks.ts';
import type { Prompt } from './prompts.ts';
import type { TypedCommand } from './typed-command.ts';

/** A command of a block with what the block shows behind it. */
export interface Entry {
  /** Undefined where the command stands without one. */
  readonly prompt: Prompt | undefined;
  readonly command: TypedCommand;
  /** The machine that its prompt, or the banner above, names; '' where none does. */
  readonly machine: string;
  readonly output: CodeLine[];
}
