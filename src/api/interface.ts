import type { Configuration, OptionsOf } from '../cli/config-options.ts';
import type { RunSummary } from '../cli/run-summary.ts';
import type { RunEvent } from '../model/event.ts';
import type { Finding } from '../model/finding.ts';
import type { Problem } from '../model/problem.ts';

export type { CheckKind, Outcome } from '../check/check.ts';
export type { Configuration } from '../cli/config-options.ts';
export type { Plugin } from '../cli/plugin.ts';
export type { RunSummary } from '../cli/run-summary.ts';
export type { Findings, LayoutContext, Line } from '../match/context.ts';
export type { Layout } from '../match/layouts/layout.ts';
export type { Identity, Measure, ValueClass } from '../match/values/value-class.ts';
export type * from '../model/engine.ts';
export type * from '../model/event.ts';
export type { Edit, Finding, Found, Level } from '../model/finding.ts';
export type * from '../model/lab.ts';
export type * from '../model/problem.ts';
export type * from '../model/verdict.ts';
export type { Output, Reporter, ReporterKind, ReporterOptions, RunningLab } from '../report/reporter.ts';

/**
 * Where options come from beside those that are given: the config file of the working directory or of
 * a folder above, another one, or none.
 */
export interface Configured {
  readonly config?: string | false;
}

export type RunOptions = Omit<OptionsOf<'run'>, 'watch'> & Configured & { readonly signal?: AbortSignal };
export type PlanOptions = Omit<OptionsOf<'plan'>, 'json'> & Configured;
export type LintOptions = Pick<OptionsOf<'lint'>, 'exclude' | 'rule' | 'fix' | 'files'> & Configured;
export type UpdateOptions = OptionsOf<'update'> & Configured & { readonly signal?: AbortSignal };

/** A run that is under way. Its events can be read more than once, each time from the first. */
export interface Running extends AsyncIterable<RunEvent> {
  readonly result: Promise<RunSummary>;
}

/** What would run of a document, as `labproof plan --json` has it. */
export interface PlannedLab {
  readonly file: string;
  readonly title: string;
  readonly [key: string]: unknown;
}

export interface PlanSummary {
  readonly labs: readonly PlannedLab[];
  readonly problems: readonly Problem[];
}

export interface LintSummary {
  readonly findings: readonly Finding[];
  /** How many were put right in the files. */
  readonly fixed: number;
  readonly problems: readonly Problem[];
}

export interface UpdateSummary {
  readonly documents: readonly {
    readonly file: string;
    readonly before: string;
    readonly after: string;
    /** Outputs that were written anew. */
    readonly updated: number;
    /** What still fails, and why it can't be written anew. */
    readonly left: readonly { readonly line: number; readonly command: string; readonly reason: string }[];
    /** Commands whose outputs hold in another form, and stay as they are. */
    readonly drifted: number;
    /** Commands that were not run, so that nothing is known of their outputs. */
    readonly skipped: number;
  }[];
  readonly problems: readonly Problem[];
}

/** Runs labs; nothing is printed unless a reporter is asked for. Trouble is told, never thrown. */
export declare function run(files?: string | readonly string[], options?: RunOptions): Running;

/** What would run; asks no engine. */
export declare function plan(files?: string | readonly string[], options?: PlanOptions): Promise<PlanSummary>;

/** What is wrong in documents by themselves; asks no engine. */
export declare function lint(files?: string | readonly string[], options?: LintOptions): Promise<LintSummary>;

/** What a run would change in the outputs of documents; written only with `write`. */
export declare function update(
  files?: string | readonly string[],
  options?: UpdateOptions,
): Promise<UpdateSummary>;

/** Gives the config of a module its type. */
export declare function defineConfig(config: Configuration): Configuration;
