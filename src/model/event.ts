import type { ContainerState, NetworkState } from './engine.ts';
import type { Command, Lab, Step } from './lab.ts';
import type { Problem } from './problem.ts';
import type { CheckResult, CleanupResult, CommandResult, Verdict } from './verdict.ts';

/** What reporters are fed, in order. Every `…-started` has its `…-finished`, whatever happens. */
export type RunEvent =
  | {
      readonly type: 'run-started';
      /** The first one; absent where there was nothing to run on one, and where there are `engines`. */
      readonly engine?: EngineInfo;
      /** Those on each of which every lab is run, where there are several. */
      readonly engines?: readonly LabEngine[];
      /** The document of each lab that is run, as often as it is run. */
      readonly files: readonly string[];
      readonly run: RunInfo;
    }
  | {
      readonly type: 'lab-started';
      readonly lab: Lab;
      /** ISO 8601 in UTC. */
      readonly startedAt: string;
      /** The run that it was part of, where several are put together as one. */
      readonly run?: RunInfo;
      /** The engine that it runs on; absent where it needs none. */
      readonly engine?: LabEngine;
      /** It is not run again: what follows is of its run at this time, ISO 8601 in UTC. */
      readonly cached?: string;
    }
  | { readonly type: 'step-started'; readonly lab: Lab; readonly step: Step }
  | { readonly type: 'command-started'; readonly lab: Lab; readonly command: Command }
  | { readonly type: 'command-finished'; readonly lab: Lab; readonly result: CommandResult }
  | { readonly type: 'step-finished'; readonly lab: Lab; readonly result: StepResult }
  | {
      /**
       * What of the lab is there when a step has finished, if it is not what was there before; only where
       * a reporter draws it.
       */
      readonly type: 'topology';
      readonly lab: Lab;
      readonly networks: readonly NetworkState[];
      readonly containers: readonly ContainerState[];
    }
  | { readonly type: 'cleanup-started'; readonly lab: Lab }
  | { readonly type: 'cleanup-finished'; readonly lab: Lab; readonly result: CleanupResult }
  | { readonly type: 'lab-finished'; readonly lab: Lab; readonly result: LabResult }
  | { readonly type: 'notice'; readonly lab?: Lab; readonly problem: Problem }
  | { readonly type: 'run-finished'; readonly result: RunResult };

/** What tells one run from another. */
export interface RunInfo {
  /** When it began, ISO 8601 in UTC. */
  readonly startedAt: string;
  /** The version of labproof. */
  readonly version: string;
  /** The name of the machine that labproof ran on. */
  readonly host: string;
  /** The commit of the repository that it was started in, if it was in one. */
  readonly commit?: string;
  /** What the CI system calls the run that the jobs of a matrix are parts of. */
  readonly ci?: string;
  /** Which part of the labs it ran, from 1. */
  readonly shard?: { readonly index: number; readonly count: number };
}

export interface EngineInfo {
  readonly kind: 'host' | 'private';
  /** What machine a private engine is on. */
  readonly backend?: 'namespace' | 'container';
  /** Such as `28.5.2`. */
  readonly version: string;
}

/** The engine of one lab. */
export interface LabEngine extends EngineInfo {
  /** Which of a pool. */
  readonly name?: string;
  /** The version that was asked for, such as `28`: which of those that a lab is run on. */
  readonly asked?: string;
}

export interface StepResult {
  readonly ordinal: number;
  readonly number: string;
  readonly title: string;
  readonly line: number;
  readonly verdict: Verdict;
  readonly durationMs: number;
  /** Of the step's directives; those of commands are in their results. */
  readonly checks: readonly CheckResult[];
}

export interface LabResult {
  readonly file: string;
  readonly title: string;
  /** The engine that it ran on; absent where it needed none. */
  readonly engine?: LabEngine;
  readonly verdict: Verdict;
  readonly steps: readonly StepResult[];
  readonly commands: readonly CommandResult[];
  readonly cleanup: CleanupResult;
  readonly problems: readonly Problem[];
  readonly durationMs: number;
  /** How often it was run, when that was more than once; the result is that of the last time. */
  readonly attempts?: number;
  /** When it was run, where that was in an earlier run after which nothing has changed: ISO 8601 in UTC. */
  readonly cached?: string;
}

export interface RunResult {
  readonly labs: readonly LabResult[];
  readonly durationMs: number;
  readonly interrupted: boolean;
}
