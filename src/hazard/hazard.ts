import type { DockerCommand } from '../command/docker.ts';
import type { SimpleCommand } from '../command/words.ts';

/** A simple command as hazards look at it. */
export interface Typed {
  readonly command: SimpleCommand;
  /** Its program and arguments, without `sudo` and assignments; words with expansions are as typed. */
  readonly program: string;
  readonly args: readonly string[];
  readonly operands: readonly string[];
  readonly options: readonly string[];
  readonly docker: DockerCommand | undefined;
}

/** A way in which a command changes the computer it is typed at rather than the lab's own objects. */
export interface HazardKind {
  /** What it would do, as the rest of a sentence that begins with the command; undefined when it does not. */
  found(typed: Typed): string | undefined;
  /** The same, where even a machine of the lab's own does not hold it; see docs/machines.md. */
  readonly unheld?: (typed: Typed) => string | undefined;
}
