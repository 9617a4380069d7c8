/**
 * What is special of a program. What a profile leaves out is as with a program nobody has heard of: it
 * ends by itself, asks for nothing, needs no internet and changes nothing of the computer; what it prints
 * are facts in an order that means something; and a line without a prompt is no command of it.
 */
export interface ProgramProfile {
  /** A line without a prompt that begins with its name is a command; `word`: only with arguments that no sentence has. */
  readonly unprompted?: 'command' | 'word';

  /** What it asks for at a terminal: a shell's commands, or statements, as an interpreter of scripts or of a database does. */
  readonly asks?: 'shell' | 'interpreter' | 'database';
  /** Called so it runs until it is interrupted. */
  readonly endless?: (args: Arguments) => boolean;
  /** How long it may take, in ms, where that is longer than other commands may. */
  readonly deadlineMs?: number;
  /** It may be a server that the reader wrote or started, when it is given what to run. */
  readonly serves?: true;
  /**
   * As the first process of a container it ends by no signal of a stop, and waits for none by
   * sigwait(3), which can't be told from having no handler (measured: tini).
   */
  readonly ignoresStop?: true;

  /** What of the internet it needs, as a sentence; undefined when nothing. */
  readonly internet?: (args: Arguments, isOutside: (host: string) => boolean) => string | undefined;
  /** Where its packages come from unless it is told otherwise; `named`: from the hosts that its arguments name. */
  readonly source?: string;
  /** It asks a server for a page, or connects to it. */
  readonly client?: true;
  /** Exit statuses with which no server has answered yet. */
  readonly unanswered?: readonly number[];
  /** It brings files of which the document shows nothing, or goes where they are; a pattern: with these sub-commands. */
  readonly fetches?: true | RegExp;

  /** It draws on the whole screen, so it runs at a terminal alone. */
  readonly screen?: true;
  /** A reader types text in it. */
  readonly editor?: true;
  /** It needs, or changes, a certain system. */
  readonly platform?: true;
  /** It works on another machine, as a sentence that begins with its name. */
  readonly elsewhere?: string;
  /** Every machine has it. */
  readonly common?: true;

  /** What it changes of the computer it is typed at, and how it is called where it does. */
  readonly changes?: Readonly<Partial<Record<Changed, (args: Arguments) => boolean>>>;
  /** Which files it makes: none; those only that its arguments name; some perhaps, but none that they name. Else any. */
  readonly makes?: 'none' | 'named' | 'unnamed';
  /** In a folder it works on the project of it, or shows the folder itself, unless it is told another. */
  readonly onFolder?: 'project' | 'shows';
  /** It is typed at the reader's own computer rather than in a container. */
  readonly atHome?: true;
  /** It only shows, tests or passes on the values that it is given. */
  readonly onlyShows?: true;
  /** Which of its arguments are files it writes, moves or removes. */
  readonly writes?: 'all' | 'last' | ((args: Arguments) => readonly string[]);
  /** However it is called, it makes and removes no objects of an engine. */
  readonly leavesEngine?: true;
  /** It only passes on what it is given, or waits. */
  readonly filter?: true;

  /** It prints nothing when all is well. */
  readonly silent?: true;
  /** It prints the text of a file. */
  readonly showsFile?: true;
  /** The order of its lines means nothing. */
  readonly unordered?: true;
  /** Its output tells of the machine it runs on, or of that machine's network. */
  readonly tellsOf?: 'machine' | 'network';
}

export type Arguments = readonly string[];

/** What of a computer programs change. */
export type Changed =
  | 'services'
  | 'power'
  | 'firewall'
  | 'network'
  | 'kernel'
  | 'clock'
  | 'name'
  | 'mounts'
  | 'users'
  | 'packages'
  | 'other engine';

/** Profiles of programs that belong together, by their names; a name may stand in several keys and has all of it. */
export type Family = Readonly<Record<string, ProgramProfile>>;
