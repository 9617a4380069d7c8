/**
 * What is special of a verb of docker, or of all verbs of a noun such as `service`. What a profile leaves
 * out is as with a verb nobody has heard of: its options take values but for a few, it ends by itself, it
 * makes, removes and names nothing that its words tell of, it may change anything, and what it prints are
 * facts in an order that means something.
 */
export interface VerbProfile {
  /** Options that take no value, by their long names; `help` is one everywhere. */
  readonly switches?: string;
  /** Short options and the long ones that they stand for: `a=all f=filter`. */
  readonly short?: string;
  /** Other verbs that are it: `container ls` is `ps`. */
  readonly alias?: string;
  /** Its arguments are, behind the first, the command line of a container, or of a service's. */
  readonly runs?: 'container' | 'service';
  /** It comes with a plugin of the CLI. */
  readonly plugin?: true;

  /** What its arguments name: `any` object, or `none` of the engine's. */
  readonly subject?: Subject;
  /** How many of them do, from the first one; all where it is left out. */
  readonly count?: number;
  /** The names in arguments that are not names alone. */
  readonly named?: (args: readonly string[]) => readonly string[];
  /** What they name is not here yet: it brings it. */
  readonly fetches?: true;
  /** It also stands without an argument. */
  readonly optional?: boolean;

  /** What it does to its subject. */
  readonly does?: 'use' | 'list' | 'connect' | 'disconnect' | 'rename' | Change;
  readonly makes?: ObjectKind;
  /** Which of its arguments is a name that it gives. */
  readonly gives?: 0 | 1;
  /** What it makes is not started. */
  readonly leavesStopped?: true;
  /** What it may do to objects that its words do not name. */
  readonly unclear?: Unclear;
  /** It makes the containers of what a compose file says. */
  readonly makesServices?: true;
  /** It starts them, with the ports that they publish. */
  readonly startsServices?: true;
  /** Whose objects it ends, those among them that no command names. */
  readonly ends?: 'project' | 'stack' | 'swarm';
  /** It reads a compose file for more than what it is about. */
  readonly readsCompose?: true;

  /** It asks a registry or another service of the internet. */
  readonly registry?: true;
  /** Only the manager of a swarm answers it. */
  readonly manager?: boolean;
  /** What of the engine it takes for itself, so that no other lab may run beside it. */
  readonly claims?: string;
  /** It only looks: at what nothing changes by itself, at what programs change, at what a swarm does by and by. */
  readonly looks?: 'still' | 'programs' | 'swarm';
  /** How long it may take, in ms, where that is longer than other commands may. */
  readonly deadlineMs?: number;
  /** Typed so it goes on until it is interrupted; `words` are those behind the verb. */
  readonly endless?: (options: ReadonlyMap<string, readonly string[]>, words: readonly string[]) => boolean;

  /** It lists objects, in an order that means nothing. */
  readonly lists?: true;
  /** Its lines have no order either, but are no list. */
  readonly unordered?: true;
  /** What its table's header begins with, which no other has. */
  readonly header?: RegExp;
  /** It prints the words it was given. */
  readonly echoes?: true;
  /** What it prints is mostly that of a program in a container. */
  readonly relays?: true;
  /** It prints a name or an ID, and nothing else, where all goes well. */
  readonly printsName?: true;
  /** It tells of the machine and the engine, by headings. */
  readonly report?: true;
  /** It names the layers that it removes. */
  readonly layers?: true;
  /** It shows how a build goes on. */
  readonly builds?: true;
}

/** Profiles by their verbs as they are typed in full, several with `, ` between; a noun alone is for all of its verbs. */
export type Verbs = Readonly<Record<string, VerbProfile>>;

export type ObjectKind = 'container' | 'network' | 'volume' | 'image' | 'service' | 'secret' | 'config';

export type Subject = ObjectKind | 'node' | 'any' | 'none';

export type Change = 'start' | 'stop' | 'kill' | 'pause' | 'unpause' | 'restart' | 'remove' | 'wait';

/** What a command may do to objects that its words do not name. */
export interface Unclear {
  /** It may make objects of any name. */
  readonly makes: boolean;
  /** Kinds of which it may remove or replace any. */
  readonly resets: readonly ObjectKind[];
}

export const CLEAR: Unclear = { makes: false, resets: [] };
export const EVERYTHING: Unclear = { makes: true, resets: ['container', 'network', 'volume', 'image'] };
export const REMOVAL: Unclear = { ...EVERYTHING, makes: false };
