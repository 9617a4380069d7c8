import { execFile } from 'node:child_process';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import type { RunInfo } from '../model/event.ts';
import type { Shard } from './shard.ts';
import { labproofVersion } from './version.ts';

/** What tells this run from others, for reports that are read elsewhere or later. */
export async function runInfo(env: NodeJS.ProcessEnv, shard: Shard | undefined): Promise<RunInfo> {
  const startedAt = new Date().toISOString();
  const commit = env.GITHUB_SHA || env.CI_COMMIT_SHA || (await headCommit());
  const ci = CI_RUNS.map((name) => env[name]).find(Boolean);
  return {
    startedAt,
    version: labproofVersion(),
    host: hostname(),
    ...(commit ? { commit } : {}),
    ...(ci ? { ci } : {}),
    ...(shard ? { shard } : {}),
  };
}

/**
 * Variables whose value the jobs of one pipeline share, also when one of them is run again: GitHub,
 * GitLab, CircleCI, Buildkite, Azure, Jenkins, by their references of predefined variables.
 */
const CI_RUNS = [
  'GITHUB_RUN_ID',
  'CI_PIPELINE_ID',
  'CIRCLE_WORKFLOW_ID',
  'BUILDKITE_BUILD_ID',
  'BUILD_BUILDID',
  'BUILD_TAG',
] as const;

/** Undefined outside a repository, in one without a commit, and without git. */
const headCommit = (): Promise<string | undefined> =>
  promisify(execFile)('git', ['rev-parse', '--verify', '--quiet', 'HEAD']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
