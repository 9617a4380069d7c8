import { existsSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from '../docker/cache-directory.ts';
import type { SkipReason } from '../model/lab.ts';
import { readAllowed } from './allowed.ts';
import { shardOfCi } from './ci-shard.ts';
import { type ReadingSettings, readReading } from './documents.ts';
import { readEngineVersions } from './engine-versions.ts';
import { type Engines, readEngines, workersOn } from './engines.ts';
import type { Arguments } from './flags.ts';
import { readGivenEnvironment } from './given-environment.ts';
import { type ReportSettings, readReportSettings } from './report-options.ts';
import type { Shard } from './shard.ts';
import { readSkipReasons } from './skip-reasons.ts';
import { readVariables } from './variables.ts';

export interface RunSettings extends ReportSettings, Required<ReadingSettings> {
  readonly engines: Engines;
  /** What machines that are containers are made of; undefined for the default. */
  readonly machineImage: string | undefined;
  /** Such as `28` or `20.10`: every lab is run on each; none for any. */
  readonly engineVersions: readonly string[];
  readonly images: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  readonly steps: { readonly from: number; readonly to: number } | undefined;
  readonly grep: string | undefined;
  readonly bail: number;
  readonly strict: boolean;
  readonly requireAll: boolean;
  /** Reasons of skips that fail the run. */
  readonly failOnSkip: ReadonlySet<SkipReason>;
  /** Whether a run that has no labs passes. */
  readonly passWithNoLabs: boolean;
  /** Whether an engine of the host is made a swarm for labs that need one. */
  readonly swarm: boolean;
  /** Whether what needs the internet runs; undefined to look. */
  readonly online: boolean | undefined;
  /** Variables that labs are given besides the caller's. */
  readonly given: Readonly<Record<string, string>>;
  readonly faithful: boolean;
  readonly timeoutMs: number;
  readonly keep: 'never' | 'always' | 'on-failure';
  readonly privileged: 'allow' | 'refuse';
  /** Kinds of hazards that run though the computer is no machine of the lab's own. */
  readonly allowed: ReadonlySet<string>;
  /** Labs at a time. */
  readonly workers: number;
  /** How often a lab that fails is run again. */
  readonly retries: number;
  readonly shard: Shard | undefined;
  /** The git ref since which a lab must have changed to be run. */
  readonly changed: string | undefined;
  readonly lastFailed: boolean;
  /** Labs with one of these tags are run; all, if there are none. */
  readonly tags: ReadonlySet<string>;
  /** Labs and commands with one of these tags are not. */
  readonly skipTags: ReadonlySet<string>;
  readonly watch: boolean;
  /** Whether a shell is opened where a command fails. */
  readonly debug: boolean;
  /** An existing folder that labs run in, absolute; undefined for one of their own. */
  readonly workdir: string | undefined;
  /** Where results are kept and, unless what is asked for is run whatever they are, taken from. */
  readonly cache: { readonly directory: string; readonly reads: boolean } | undefined;
  /** Files beside the documents that say what labs come to. */
  readonly sources: readonly string[];
}

/** Deadline of an ordinary command, in ms. */
const TIMEOUT = 30_000;

/** The settings that the flags of `run` stand for; throws nothing, returns what is wrong. */
export function readRunSettings({
  flags,
  operands,
  sources = [],
}: Arguments): RunSettings | { readonly error: string } {
  const text = (name: string): string | undefined =>
    typeof flags[name] === 'string' ? flags[name] : undefined;
  const many = (name: string): readonly string[] =>
    Array.isArray(flags[name]) ? (flags[name] as string[]) : [];
  const engines = readEngines(many('engine'), text('engine-pool'));
  if ('error' in engines) return engines;
  const variables = readVariables(many('var'));
  if ('error' in variables) return variables;
  const environment = readGivenEnvironment({ pairs: many('env'), files: many('env-file') }, process.env);
  if ('error' in environment) return environment;
  if (flags.online && flags.offline) return { error: '--online and --offline exclude each other' };
  const steps = readSteps(text('step'));
  if (steps && 'error' in steps) return steps;
  const timeoutMs = text('timeout') === undefined ? TIMEOUT : readDuration(text('timeout')!);
  if (timeoutMs === undefined)
    return { error: `--timeout takes a duration such as 500ms, 30s or 2m, not '${text('timeout')}'` };
  const bail = text('bail') === undefined ? Number.POSITIVE_INFINITY : Number(text('bail'));
  if (!(bail >= 1)) return { error: `--bail takes a number from 1, not '${text('bail')}'` };
  const workers = wholeNumber(text('workers') ?? String(workersOn(engines)));
  if (!workers) return { error: `--workers takes a number from 1, not '${text('workers')}'` };
  if (flags.debug === true && (workers > 1 || flags.watch === true))
    return { error: `--debug and --${workers > 1 ? 'workers' : 'watch'} exclude each other` };
  const retries = wholeNumber(text('retries') ?? '0');
  if (retries === undefined) return { error: `--retries takes a number from 0, not '${text('retries')}'` };
  const shard = readShard(text('shard'));
  if (shard && 'error' in shard) return shard;
  const failOnSkip = readSkipReasons(many('fail-on-skip'));
  if ('error' in failOnSkip) return failOnSkip;
  const engineVersions = readEngineVersions([
    ...many('engine-version'),
    ...(text('engine-version') === undefined ? [] : [text('engine-version')!]),
  ]);
  if ('error' in engineVersions) return engineVersions;
  if (engineVersions.length > 1 && text('engine-version') !== undefined)
    return { error: '--engine-version takes one version here; labproof run takes several' };
  const allowed = readAllowed(many('allow'));
  if ('error' in allowed) return allowed;
  const images = text('images');
  if (images !== undefined && !existsSync(images))
    return { error: `--images ${images}: there is no such file or folder` };
  const workdir = text('workdir');
  if (workdir !== undefined && !statSync(workdir, { throwIfNoEntry: false })?.isDirectory())
    return { error: `--workdir ${workdir}: there is no such folder` };
  const reading = readReading({ flags });
  if ('error' in reading) return reading;
  const reports = readReportSettings({ flags, operands });
  if ('error' in reports) return reports;
  return {
    engines,
    machineImage: text('machine-image'),
    engineVersions,
    images,
    variables,
    steps,
    grep: text('grep'),
    bail,
    strict: flags.strict === true,
    requireAll: flags['require-all'] === true,
    failOnSkip,
    passWithNoLabs:
      flags['no-pass-with-no-labs'] !== true &&
      (flags['pass-with-no-labs'] === true ||
        flags['last-failed'] === true ||
        text('changed') !== undefined ||
        shard !== undefined),
    swarm: flags.swarm === true,
    online: flags.online === true ? true : flags.offline === true ? false : undefined,
    given: environment.given,
    faithful: flags.faithful === true,
    timeoutMs,
    keep: flags.keep ? 'always' : flags['keep-on-failure'] ? 'on-failure' : 'never',
    privileged: flags['no-privileged'] ? 'refuse' : 'allow',
    allowed,
    workers,
    retries,
    shard,
    changed: text('changed'),
    lastFailed: flags['last-failed'] === true,
    tags: new Set(many('tag')),
    skipTags: new Set(many('skip-tag')),
    watch: flags.watch === true,
    debug: flags.debug === true,
    workdir: workdir === undefined ? undefined : realpathSync(workdir),
    cache: readCache({ flags }),
    sources,
    ...reports,
    ...reading,
  };
}

/** `--keep` is asked for what labs make, and `--watch` for what they do now. */
function readCache({ flags }: Pick<Arguments, 'flags'>): RunSettings['cache'] {
  const named = flags['cache-dir'];
  const isAsked = (flags.cache === true || typeof named === 'string') && flags['no-cache'] !== true;
  if (!isAsked || flags.keep === true) return undefined;
  const directory = typeof named === 'string' ? named : cacheFolder(process.env);
  return { directory, reads: flags.watch !== true };
}

/** Where results are kept unless another folder is named: below the XDG cache folder. */
export const cacheFolder = (env: NodeJS.ProcessEnv): string => join(cacheDirectory(env), 'results');

/** Where ledgers of runs are kept: the XDG state folder. */
export function stateDirectory(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_STATE_HOME;
  return join(base?.startsWith('/') ? base : join(homedir(), '.local', 'state'), 'labproof');
}

function readSteps(text: string | undefined): { from: number; to: number } | { error: string } | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d+)?(\.\.)?(\d+)?$/.exec(text);
  const [, from, range, to] = match ?? [];
  if (!match || (from === undefined && to === undefined))
    return { error: `--step takes N, N..M, N.. or ..M, not '${text}'` };
  const first = Number(from ?? 1);
  return { from: first, to: to === undefined ? (range ? Number.POSITIVE_INFINITY : first) : Number(to) };
}

function readShard(text: string | undefined): Shard | { error: string } | undefined {
  if (text === undefined) return undefined;
  if (text === 'auto') return shardOfCi(process.env);
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (!index || !count || index > count)
    return { error: `--shard takes N/M such as 1/3, not '${text}'; or auto` };
  return { index, count };
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);

/** Milliseconds of `500ms`, `30s`, `2m` or a number of seconds. */
export function readDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  if (!match) return undefined;
  const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[match[2] ?? 's']!;
  return Number(match[1]) * unit;
}
