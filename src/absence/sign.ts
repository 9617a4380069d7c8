/** What can be missing when a command does not do what its document says. */
export type Lack =
  // Objects of an engine; `object` where the message does not tell of which kind.
  | 'container'
  | 'image'
  | 'network'
  | 'volume'
  | 'service'
  | 'secret'
  | 'config'
  | 'stack'
  | 'object'
  // Of a swarm.
  | 'swarm'
  | 'node'
  // Of the docker command line.
  | 'context'
  | 'builder'
  | 'cli plugin'
  | 'project'
  /** The value of a `$(…)` that gave nothing. */
  | 'argument'
  // Of files and programs, here or in a container.
  | 'file'
  | 'program'
  | 'module'
  | 'variable'
  // Of networks.
  | 'host'
  | 'internet'
  | 'server'
  // Of the machine and its engine.
  | 'driver'
  | 'device'
  | 'kernel'
  | 'platform'
  | 'engine'
  | 'feature'
  | 'port'
  | 'terminal'
  // What labproof itself does not allow.
  | 'leave';

/** How a program says that something is missing. */
export interface Sign {
  readonly lack: Lack;
  /** Of one line; a group `name` is the name of what is missing. */
  readonly says: RegExp;
  /** What is missing, where the words do not name it. */
  readonly what?: string;
  /** Outputs as they were seen or as the source prints them, with the name that is read from each. */
  readonly examples: readonly (readonly [output: string, name: string])[];
}

/** Something that a command's output says is missing. */
export interface Absence {
  readonly lack: Lack;
  /** '' where the program does not name it. */
  readonly name: string;
  /** What is missing, in words, where the sign has them. */
  readonly what: string;
  /** The line that says so. */
  readonly line: string;
}
