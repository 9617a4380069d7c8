import type { Shard } from './shard.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where CI systems say which of several jobs this is, by their references of predefined variables.
 * GitHub has it in the `strategy` context only, and Kubernetes not how many there are, so that a
 * workflow or manifest passes these on.
 */
const SYSTEMS: readonly { readonly index: string; readonly count: string; readonly from: 0 | 1 }[] = [
  { index: 'STRATEGY_JOB_INDEX', count: 'STRATEGY_JOB_TOTAL', from: 0 },
  { index: 'CI_NODE_INDEX', count: 'CI_NODE_TOTAL', from: 1 },
  { index: 'CIRCLE_NODE_INDEX', count: 'CIRCLE_NODE_TOTAL', from: 0 },
  { index: 'BUILDKITE_PARALLEL_JOB', count: 'BUILDKITE_PARALLEL_JOB_COUNT', from: 0 },
  { index: 'SYSTEM_JOBPOSITIONINPHASE', count: 'SYSTEM_TOTALJOBSINPHASE', from: 1 },
  { index: 'JOB_COMPLETION_INDEX', count: 'JOB_COMPLETIONS', from: 0 },
];

/** The part of the labs that this job of a CI system is for; undefined where it is the only one. */
export function shardOfCi(env: Environment): Shard | { readonly error: string } | undefined {
  for (const { index, count, from } of SYSTEMS) {
    const [at, all] = [env[index], env[count]];
    if (!at && !all) continue;
    if (!at || !all) {
      // GitLab sets the total for every job.
      if (!at && Number(all) === 1) continue;
      return { error: `--shard auto: ${at ? index : count} is set, but not ${at ? count : index}` };
    }
    const shard = { index: Number(at) + 1 - from, count: Number(all) };
    const valid = /^\d{1,6}$/.test(at) && /^\d{1,6}$/.test(all);
    if (!valid || shard.index < 1 || shard.index > shard.count)
      return { error: `--shard auto: ${index}=${at} and ${count}=${all} name no part` };
    return shard;
  }
  return undefined;
}
