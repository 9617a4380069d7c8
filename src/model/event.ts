import type { ContainerState, NetworkState } from './engine.ts';
import type { Command, Lab, Step } from './lab.ts';
import type { Problem } from './problem.ts';
import type { CheckResult, CleanupResult, CommandResult, Verdict } from './verdict.ts';

/** What reporters are fed, in order. Every `…-started` has its `…-finished`, whatever happens. */
export type RunEvent =
  | { readonly type: 'run-started'; readonly engine: EngineInfo; readonly files: readonly string[] }
  | {
      readonly type: 'lab-started';
      readonly lab: Lab;
      /** Which engine of a pool it runs on. */
      readonly engine?: EngineInfo & { readonly name: string };
    }
  | { readonly type: 'step-started'; readonly lab: Lab; readonly step: Step }
  | { readonly type: 'command-started'; readonly lab: Lab; readonly command: Command }
  | { readonly type: 'command-finished'; readonly lab: Lab; readonly result: CommandResult }
  | { readonly type: 'step-finished'; readonly lab: Lab; readonly result: StepResult }
  | {
      /** What the lab has made by now. A later one replaces it; there may be none. */
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

export interface EngineInfo {
  readonly kind: 'host' | 'private';
  /** Such as `28.5.2`. */
  readonly version: string;
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
  readonly verdict: Verdict;
  readonly steps: readonly StepResult[];
  readonly commands: readonly CommandResult[];
  readonly cleanup: CleanupResult;
  readonly problems: readonly Problem[];
  readonly durationMs: number;
  /** How often it was run, when that was more than once; the result is that of the last time. */
  readonly attempts?: number;
}

export interface RunResult {
  readonly labs: readonly LabResult[];
  readonly durationMs: number;
  readonly interrupted: boolean;
}
