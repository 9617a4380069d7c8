import type { EngineInfo, LabEngine, RunInfo } from '../model/event.ts';
import type { CleanupResult, CommandResult, Verdict } from '../model/verdict.ts';

/** `0.4s`, `12s`, `2m 05s`. */
export function duration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60
    ? `${seconds}s`
    : `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`;
}

export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const ORDER: readonly Verdict[] = ['passed', 'drifted', 'failed', 'skipped'];

/** `4 passed, 3 failed (7)`. */
export function tally(verdicts: readonly Verdict[]): string {
  const parts = ORDER.map((verdict) => [verdict, verdicts.filter((v) => v === verdict).length] as const)
    .filter(([, n]) => n > 0)
    .map(([verdict, n]) => `${n} ${verdict}`);
  return `${parts.join(', ') || 'none'} (${verdicts.length})`;
}

/** The line that ends a report off a terminal: `4 passed, 3 failed, 0 skipped`. */
export function lastLine(verdicts: readonly Verdict[]): string {
  const n = (verdict: Verdict): number => verdicts.filter((v) => v === verdict).length;
  const drifted = n('drifted') > 0 ? `, ${n('drifted')} drifted` : '';
  return `${n('passed')} passed, ${n('failed')} failed, ${n('skipped')} skipped${drifted}`;
}

/** `nothing: 1 network and 1 container made and removed`. */
export function leftover(cleanups: readonly CleanupResult[]): string {
  const left = cleanups.flatMap((cleanup) => cleanup.left);
  if (left.length > 0) {
    return left.map(({ kind, name, id, why }) => `${kind} ${name || id.slice(0, 12)} (${why})`).join(', ');
  }
  const kinds = new Map<string, number>();
  for (const { kind, name } of cleanups.flatMap(({ made }) => made)) {
    // An image without a tag is a layer of one that has.
    if (kind === 'image' && name.startsWith('sha256:')) continue;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  if (kinds.size === 0) return 'nothing: nothing was made';
  const parts = [...kinds].map(([kind, n]) => count(n, kind));
  return `nothing: ${listed(parts)} made and removed`;
}

/** `3 image, 1 network`: how many commands were skipped for which reason, most first. */
export function skipsByReason(commands: readonly CommandResult[]): string {
  const counts = new Map<string, number>();
  for (const { skip } of commands) if (skip) counts.set(skip.reason, (counts.get(skip.reason) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, n]) => `${n} ${reason}`)
    .join(', ');
}

/** `host engine`, `private engine (container)`. */
export const engineKind = ({ kind, backend }: EngineInfo): string =>
  `${kind} engine${backend === undefined ? '' : ` (${backend})`}`;

/** `docker 28.5.2, private engine (namespace)`. */
export const engineName = (engine: EngineInfo): string => `docker ${engine.version}, ${engineKind(engine)}`;

/** `docker 20.10.24 and 28.5.2, private engine (namespace)`. */
export function engineNames(engines: readonly LabEngine[]): string {
  const versions = listed([...new Set(engines.map(({ version }) => version))]);
  return `docker ${versions}, ${listed([...new Set(engines.map(engineKind))])}`;
}

/** `one, two and three`. */
export const listed = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' and ');

/** `cached, run 2026-03-04 05:06 UTC`: of a lab that was not run again. */
export const cachedText = (at: string): string => `cached, run ${dateOf(at)}`;

/** When, of what commit, on which machine and with which labproof: `2026-03-04 05:06 UTC`, … */
export function runFacts({ startedAt, commit, host, version }: RunInfo): readonly string[] {
  return [dateOf(startedAt), ...(commit ? [commitName(commit)] : []), host, `labproof ${version}`];
}

/** `2026-03-04 05:06 UTC` of an ISO 8601 date in UTC. */
export const dateOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

export const commitName = (commit: string): string => `commit ${commit.slice(0, 12)}`;
