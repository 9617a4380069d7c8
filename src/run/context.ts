import type { Inventory } from '../command/inventory.ts';
import type { Correspondence } from '../match/correspondence.ts';
import type { Transaction } from '../match/journal.ts';
import type { MatchContext, Reader } from '../match/match.ts';
import type { EngineReader } from '../model/engine.ts';
import type { Command, ExpectedOutput, Skip } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult, EngineObject } from '../model/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import type { Requirement } from '../plan/requirements.ts';
import type { Desk } from './desk.ts';
import type { Internet } from './internet.ts';
import type { Shells } from './shells.ts';
import type { Traces } from './traces.ts';

export interface RunOptions {
  /** Deadline of an ordinary command, in ms. */
  readonly timeoutMs: number;
  /** Stop timeouts and all else as typed. */
  readonly faithful: boolean;
  /** Whether commands that need the internet run; undefined where that is looked up. */
  readonly online: boolean | undefined;
  /** Kinds of hazards that run though the computer is no machine of the lab's own. */
  readonly allowed?: ReadonlySet<string>;
  /** Tags whose commands are left out. */
  readonly skipTags?: ReadonlySet<string>;
  /** Names of the variables that the caller has, those that labs are not given among them. */
  readonly callers?: ReadonlySet<string>;
  /** Told of each output that fails; may leave the correspondence as another output would. */
  readonly outputFailed?: (output: FailedOutput) => void;
  /** Asked, each time a command is executed, for what is to be told what it writes to its terminal. */
  readonly terminal?: (command: Command) => (chunk: string) => void;
}

/** An output that states what is not so, of a command that did what the document says otherwise. */
export interface FailedOutput {
  readonly command: Command;
  readonly expected: ExpectedOutput;
  /** What it was compared with, as printed: the command's own, then also that of those above it. */
  readonly live: readonly string[];
  readonly context: MatchContext;
  /** Begun before it was compared, and still open. */
  readonly comparing: Transaction;
}

/** What the machines of a lab know of each other. */
export interface Several {
  /** By name, the one that the lab begins at first. */
  readonly contexts: ReadonlyMap<string, LabContext>;
  /** Addresses by which they reach each other. */
  readonly addresses: ReadonlyMap<string, string>;
  /** What was done that no command of the document does. */
  readonly notices: Problem[];
}

/** What the commands of one lab share while they run, those of one machine where it has several. */
export interface LabContext {
  readonly plan: Plan;
  /** The machine's name, '' where the lab has a single one. */
  readonly machine: string;
  readonly several: Several | undefined;
  readonly options: RunOptions;
  readonly signal: AbortSignal;
  readonly shells: Shells;
  /** For a person at a shell of their own. */
  readonly desk: Desk;
  /** Where they start. */
  readonly folder: string;
  readonly engine: EngineReader;
  readonly engineVersion: string;
  /** Names of the variables that the lab's shells are given. */
  readonly environment: ReadonlySet<string>;
  /** What of the internet can be reached. */
  readonly internet: Internet;
  readonly correspondence: Correspondence;
  /** Who types the commands at the host's shells. */
  readonly reader?: Reader;
  /** What the commands that ran have made so far. */
  readonly inventory: Inventory;
  readonly results: ReadonlyMap<number, CommandResult>;
  /** When the latest command that may have changed something ended, by the clock of limits. */
  readonly latestChange: { at: number };
  /** The objects that the engine has made for this run. */
  made(): readonly EngineObject[];
  /** Why a requirement is not met; undefined when it is. */
  unmet(requirement: Requirement): Skip | undefined;
  /** The run's socket stands where the engine's usually is, so that no command reaches that. */
  readonly covered: boolean;
  /** The lab has a machine of its own, which it may do with as it likes. */
  readonly ownMachine: boolean;
  /** What it writes of a computer that is not its own; undefined on one that is. */
  readonly traces: Traces | undefined;
  /** The spelling of compose that this machine has; undefined when it has none. */
  composeSpelling(): Promise<string | undefined>;
}
