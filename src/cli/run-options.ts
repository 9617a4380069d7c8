import { homedir } from 'node:os';
import { join } from 'node:path';
import { REPORTERS, type ReporterName } from '../report/reporters.ts';
import { nearest } from '../text/nearest.ts';
import type { Arguments } from './flags.ts';

export interface RunSettings {
  readonly engine: 'auto' | 'host' | 'private';
  readonly images: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  readonly steps: { readonly from: number; readonly to: number } | undefined;
  readonly grep: string | undefined;
  readonly bail: number;
  readonly strict: boolean;
  readonly requireAll: boolean;
  readonly faithful: boolean;
  readonly timeoutMs: number;
  readonly keep: 'never' | 'always' | 'on-failure';
  readonly privileged: 'allow' | 'refuse';
  readonly reporters: readonly { readonly name: ReporterName; readonly file: string | undefined }[];
  readonly explain: boolean;
  readonly verbosity: 'quiet' | 'normal' | 'verbose';
  readonly color: boolean | undefined;
}

/** Deadline of an ordinary command, in ms. */
const TIMEOUT = 30_000;

/** The settings that the flags of `run` stand for; throws nothing, returns what is wrong. */
export function readRunSettings({ flags }: Arguments): RunSettings | { readonly error: string } {
  const text = (name: string): string | undefined =>
    typeof flags[name] === 'string' ? flags[name] : undefined;
  const many = (name: string): readonly string[] =>
    Array.isArray(flags[name]) ? (flags[name] as string[]) : [];
  const engine = text('engine') ?? 'auto';
  if (engine !== 'auto' && engine !== 'host' && engine !== 'private') {
    return { error: `--engine takes auto, host or private, not '${engine}'` };
  }
  const variables = readVariables(many('var'));
  if ('error' in variables) return variables;
  const steps = readSteps(text('step'));
  if (steps && 'error' in steps) return steps;
  const timeoutMs = text('timeout') === undefined ? TIMEOUT : readDuration(text('timeout')!);
  if (timeoutMs === undefined)
    return { error: `--timeout takes a duration such as 500ms, 30s or 2m, not '${text('timeout')}'` };
  const bail = text('bail') === undefined ? Number.POSITIVE_INFINITY : Number(text('bail'));
  if (!(bail >= 1)) return { error: `--bail takes a number from 1, not '${text('bail')}'` };
  const reporters = many('reporter').length === 0 ? ['list'] : many('reporter');
  const read = reporters.map(readReporter);
  const wrong = read.find((reporter) => 'error' in reporter);
  if (wrong && 'error' in wrong) return wrong;
  const onStdout = read.filter((reporter) => !('error' in reporter) && reporter.file === undefined);
  if (onStdout.length > 1)
    return { error: 'only one reporter can write to standard output; give the others a file: NAME=FILE' };
  return {
    engine,
    images: text('images'),
    variables,
    steps,
    grep: text('grep'),
    bail,
    strict: flags.strict === true,
    requireAll: flags['require-all'] === true,
    faithful: flags.faithful === true,
    timeoutMs,
    keep: flags.keep ? 'always' : flags['keep-on-failure'] ? 'on-failure' : 'never',
    privileged: flags['no-privileged'] ? 'refuse' : 'allow',
    reporters: read.flatMap((reporter) => ('error' in reporter ? [] : [reporter])),
    explain: flags.explain === true,
    verbosity: flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal',
    color: flags.color ? true : flags['no-color'] ? false : undefined,
  };
}

/** `NAME=VALUE` pairs; shared by the verbs that take `--var`. */
export function readVariables(
  pairs: readonly string[],
): ReadonlyMap<string, string> | { readonly error: string } {
  const variables = new Map<string, string>();
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    if (cut < 1) return { error: `--var takes NAME=VALUE, not '${pair}'` };
    variables.set(pair.slice(0, cut), pair.slice(cut + 1));
  }
  return variables;
}

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

/** Milliseconds of `500ms`, `30s`, `2m` or a number of seconds. */
export function readDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  if (!match) return undefined;
  const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[match[2] ?? 's']!;
  return Number(match[1]) * unit;
}

function readReporter(text: string): { name: ReporterName; file: string | undefined } | { error: string } {
  const cut = text.indexOf('=');
  const name = cut < 0 ? text : text.slice(0, cut);
  if (!Object.hasOwn(REPORTERS, name)) {
    const names = Object.keys(REPORTERS);
    const near = nearest(name, names);
    return {
      error: `unknown reporter '${name}'; ${near ? `did you mean ${near}?` : `there are ${names.join(', ')}`}`,
    };
  }
  return { name: name as ReporterName, file: cut < 0 ? undefined : text.slice(cut + 1) };
}
