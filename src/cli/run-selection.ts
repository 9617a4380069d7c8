import { relative, resolve } from 'node:path';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { type Plan, planLab } from '../plan/plan.ts';
import { applyVariables } from '../plan/variables.ts';
import { count } from '../report/words.ts';
import { isAffected } from './affected.ts';
import { readLabs } from './documents.ts';
import { EXIT } from './exit-status.ts';
import { durationOf, failedLast, type History, readHistory } from './history.ts';
import { type Job, jobsOf } from './jobs.ts';
import { isReported } from './reported-steps.ts';
import { type RunSettings, stateDirectory } from './run-options.ts';
import { shardOf } from './shard.ts';

export type Selection =
  | {
      readonly jobs: readonly Job[];
      /** What was left out and should be known. */
      readonly notices: readonly Problem[];
      /** Errors of documents that are not run because of them. */
      readonly refused: readonly Problem[];
    }
  | { readonly problems: readonly Problem[]; readonly status: number };

/**
 * The plans of the labs that the command line asks for, or why none is run. `affected` chooses among
 * all of them instead of what earlier runs and git say.
 */
export async function selectPlans(
  operands: readonly string[],
  settings: RunSettings,
  affected?: (lab: Lab) => boolean,
): Promise<Selection> {
  const read = await readLabs(operands, settings);
  // A path that leads nowhere is a slip of the command line; a file that can't be read is one of many.
  const slip = read.problems.some(({ code }) => code === 'no-file');
  if (slip || (read.labs.length === 0 && read.problems.length > 0))
    return { problems: read.problems, status: EXIT.usage };
  const history = await readHistory(stateDirectory(process.env));
  const narrowed = affected
    ? { labs: read.labs.filter(affected) }
    : await narrow(read.labs, settings, history);
  if ('problems' in narrowed) return narrowed;
  const applied = narrowed.labs.map((lab) => applyVariables(lab, settings.variables));
  const planned = applied.flatMap(({ lab }) => (lab.frontMatter.ignored ? [] : [planLab(lab)]));
  const unknown = unknownVariables(applied, settings.variables);
  if (unknown.length > 0) return { problems: unknown, status: EXIT.usage };
  const plans = planned.filter((plan) => fatal(plan).length === 0);
  const refused = [...read.problems, ...planned.flatMap(fatal)];
  if (plans.length === 0 && refused.length > 0) return { problems: refused, status: EXIT.usage };
  const runnable = plans.filter(({ commands }) => commands.length > 0);
  if (runnable.length === 0) return nothing('no-command', noCommand(operands.join(', ')));
  const asked = runnable.filter(({ lab }) => lab.steps.some((step) => isReported(step, settings)));
  if (asked.length === 0) return { problems: [noStep(runnable, settings)], status: EXIT.usage };
  const failed = jobsOf(asked, settings.engineVersions).filter(
    ({ plan, version }) => !settings.lastFailed || failedLast(history, plan.lab.file, version),
  );
  const own = inShard(failed, settings, history);
  if (own.length === 0)
    return nothing('empty-shard', {
      message: `shard ${settings.shard?.index}/${settings.shard?.count} has none of the ${count(failed.length, 'lab')}`,
      hint: 'take fewer shards',
    });
  const idle = plans.filter(({ commands }) => commands.length === 0);
  return { jobs: own, refused, notices: idle.map(({ lab }) => warning('no-command', noCommand(lab.file))) };
}

/** What keeps a document from being run. */
const fatal = ({ problems }: Plan): readonly Problem[] =>
  problems.filter(({ severity, ofCommand }) => severity === 'error' && !ofCommand);

/** A variable that one lab has may be missing in others; one that none has is a mistake. */
function unknownVariables(
  applied: readonly ReturnType<typeof applyVariables>[],
  variables: ReadonlyMap<string, string>,
): readonly Problem[] {
  if (applied.length === 0 || variables.size === 0) return [];
  const everywhere = applied.map(({ problems }) => new Set(problems.map(({ found }) => found)));
  return [...variables.keys()].flatMap((name) => {
    if (!everywhere.every((names) => names.has(name))) return [];
    return applied[0]!.problems.filter(({ found }) => found === name);
  });
}

function noStep(plans: readonly Plan[], { steps, grep }: RunSettings): Problem {
  const most = Math.max(...plans.map(({ lab }) => lab.steps.length));
  const where = plans.length === 1 ? plans[0]!.lab.file : `${plans.length} labs`;
  const name = steps ? '--step' : '--grep';
  const what = steps ? 'in that range' : `whose title contains '${grep}'`;
  const has = plans.length === 1 ? `there are ${most}` : `none has more than ${most}`;
  return {
    severity: 'error',
    code: 'no-such-step',
    message: `${name}: ${where}: no step ${what}${steps ? `; ${has}` : ''}`,
    hint: "'labproof plan FILE' lists the steps",
  };
}

/** The labs that `--changed` and `--last-failed` leave. */
async function narrow(
  labs: readonly Lab[],
  { changed, lastFailed, workdir, tags, skipTags, engineVersions }: RunSettings,
  history: History,
): Promise<{ readonly labs: readonly Lab[] } | Exclude<Selection, { jobs: unknown }>> {
  let left = labs.filter(({ frontMatter }) => {
    const own = frontMatter.tags ?? [];
    return (tags.size === 0 || own.some((tag) => tags.has(tag))) && !own.some((tag) => skipTags.has(tag));
  });
  if (left.length === 0 && labs.length > 0)
    return nothing('no-tagged', { message: 'no lab has the tags that are asked for' });
  if (changed !== undefined && left.length > 0) {
    const { asGitNames, changedSince } = await import('./git-changes.ts');
    const paths = await changedSince(changed);
    if ('error' in paths)
      return {
        problems: [{ severity: 'error', code: 'usage', message: paths.error }],
        status: EXIT.usage,
      };
    const named = await Promise.all(left.map(({ file }) => asGitNames(resolve(file))));
    left = left.filter(({ frontMatter }, index) =>
      [...paths].some((path) => isAffected({ file: named[index]!, frontMatter }, path, workdir)),
    );
    if (left.length === 0)
      return nothing('nothing-changed', { message: `no lab has changed since ${changed}` });
  }
  if (lastFailed && left.length > 0) {
    const versions = engineVersions.length > 0 ? engineVersions : [undefined];
    left = left.filter(({ file }) => versions.some((version) => failedLast(history, file, version)));
    if (left.length === 0)
      return nothing('none-failed', { message: 'none of these labs failed when it was last run' });
  }
  return { labs: left };
}

function inShard(jobs: readonly Job[], { shard }: RunSettings, history: History): readonly Job[] {
  if (!shard) return jobs;
  // By their place below this folder, which is the same on every machine.
  const byName = new Map(jobs.map((job) => [nameOfJob(job), job]));
  const durations = new Map(
    [...byName].flatMap(([name, { plan, version }]) => {
      const time = durationOf(history, plan.lab.file, version);
      return time === undefined ? [] : [[name, time] as const];
    }),
  );
  return shardOf([...byName.keys()], durations, shard).map((name) => byName.get(name)!);
}

const nameOfJob = ({ plan, version }: Job): string =>
  relative('.', plan.lab.file) + (version === undefined ? '' : ` on ${version}`);

const noCommand = (name: string) => ({
  message: `${name}: no command found, so nothing was run`,
  hint: "'labproof plan FILE' shows what each block was taken for",
});

const nothing = (code: string, words: Pick<Problem, 'message' | 'hint'>) => ({
  problems: [{ severity: 'error', code, ...words } as const],
  status: EXIT.nothingToRun,
});

const warning = (code: string, words: Pick<Problem, 'message' | 'hint'>): Problem => ({
  severity: 'warning',
  code,
  ...words,
});
