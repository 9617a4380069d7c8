import type { Prose } from '../markdown/blocks.ts';
import type { BlockRole } from '../model/lab.ts';
import type { KindOfFile } from './file-kinds.ts';
import type { OwnPrompts } from './prompts.ts';
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
  /** Files that the last text has the reader make and no block has shown yet. */
  readonly owed: readonly string[];
  /** Whether a session in a container of this name can be gone on with. */
  readonly knows: (container: string) => boolean;
  /** Whether the lab installs a program of this name. */
  readonly installs: (program: string) => boolean;
  /** The prompts of the author's own making. */
  readonly own: OwnPrompts;
}
