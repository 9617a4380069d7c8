import type { Performance } from '../demo/write-script.ts';
import { parseLab } from '../lab/parse.ts';
import type { Correspondence } from '../match/correspondence.ts';
import type { Problem } from '../model/problem.ts';
import { planLab } from '../plan/plan.ts';
import { EXIT } from './exit-status.ts';
import { jobsOf } from './jobs.ts';
import { runInfo } from './run-info.ts';
import { runLabs } from './run-labs.ts';
import type { RunSettings } from './run-options.ts';
import { statusOf } from './run-status.ts';

export interface PerformOptions {
  readonly settings: RunSettings;
  readonly signal: AbortSignal;
  readonly allowFailed: boolean;
}

export interface NotPerformed {
  readonly status: number;
  readonly problems: readonly Problem[];
}

/** Runs a lab and keeps what a recording of it is made of; reports as `run` does. */
export async function perform(
  { file, text }: { readonly file: string; readonly text: string },
  { settings, signal, allowFailed }: PerformOptions,
): Promise<Performance | NotPerformed> {
  const plan = planLab(parseLab(file, text));
  const fatal = plan.problems.filter(({ severity }) => severity === 'error');
  if (fatal.length > 0) return { status: EXIT.usage, problems: fatal };
  const written = new Map<number, string>();
  let correspondence: Correspondence | undefined;
  const outcome = await runLabs(jobsOf([plan], settings.engineVersions), {
    settings,
    title: `labproof demo ${file}`,
    signal,
    info: await runInfo(process.env, undefined),
    notices: [],
    watched: {
      opened: (context) => {
        correspondence = context.correspondence;
        written.clear();
      },
      terminal: ({ id }) => {
        written.set(id, '');
        return (chunk) => written.set(id, (written.get(id) ?? '') + (chunk.length < LONGEST ? chunk : ''));
      },
    },
  });
  const [result] = outcome.whole;
  const status = statusOf(outcome, settings);
  if (!result || !correspondence) return { status: status || EXIT.interrupted, problems: [] };
  if (status !== EXIT.passed && !(allowFailed && status === EXIT.failed)) return { status, problems: [] };
  return { plan, text, results: result.commands, written, correspondence };
}

/** Of one chunk, in UTF-16 units. */
const LONGEST = 1 << 20;
