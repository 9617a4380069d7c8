import type { CodeBlock, CodeLine, Prose } from '../markdown/blocks.ts';
import type { Where } from '../model/lab.ts';
import type { BlockDirectives } from './directives.ts';
import type { KindOfFile } from './file-kinds.ts';
import type { TerminalUse } from './terminal.ts';
import type { Entry } from './transcript-entry.ts';

/** What a document holds, in order, before later parts of it have been taken into account. */
export type Draft = DraftProse | DraftCommand | DraftFile | DraftCheck;

export interface DraftProse {
  readonly kind: 'prose';
  readonly prose: Prose;
}

export interface DraftCommand {
  readonly kind: 'command';
  readonly id: number;
  readonly block: CodeBlock;
  readonly entry: Entry;
  /** Known for sure when the commands below have been read. */
  where: Where;
  /** Known for sure when its output has been read. */
  use: TerminalUse;
  /** Typed inside a container although nothing above opens a session. */
  readonly orphan: boolean;
  /** The machine that the prompt names, '' where it names none. */
  readonly machine: string;
  readonly directives: BlockDirectives;
  /** A later block may be its output; what is here grows then. */
  output: CodeLine[];
  /** How the prose has the reader leave the session that this command opens. */
  leave?: 'exit' | 'detach';
  /** The prose before has the reader press Ctrl-C. */
  readonly interrupts: boolean;
  /** The shell it is written for, where the lab has another. */
  readonly foreign?: string;
  /** The document shows it as part of what is printed. */
  readonly printed?: true;
  /** What shows it, such as the `docker run` that has it in quotes; it is not typed by itself. */
  shownFor?: number;
}

export interface DraftFile {
  readonly kind: 'file';
  readonly block: CodeBlock;
  /** The prose since the block before, in document order. */
  readonly above: readonly Prose[];
  readonly file: KindOfFile;
  readonly directives: BlockDirectives;
}

export interface DraftCheck {
  readonly kind: 'check';
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly sentence: string;
}
