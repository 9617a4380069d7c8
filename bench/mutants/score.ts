import { dirname } from 'node:path';
import type { MutantKind } from './mutants.ts';
import type { Fate } from './trial.ts';

/** A mutant that was tried, as a reader of the sources finds it. */
export interface Tried {
  readonly file: string;
  readonly line: number;
  /** The line of the source. */
  readonly text: string;
  readonly kind: MutantKind;
  readonly was: string;
  readonly put: string;
  readonly fate: Fate;
  readonly test?: string;
}

export interface Score {
  readonly name: string;
  readonly tried: number;
  readonly noticed: number;
  /** Of 100. */
  readonly percent: number;
}

/** How many of the mutants were noticed, by what `nameOf` makes of them, in the order of names. */
export function scoresBy(tried: readonly Tried[], nameOf: (one: Tried) => string): readonly Score[] {
  const groups = new Map<string, Tried[]>();
  for (const one of tried) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, ones]) => {
      const noticed = ones.filter(({ fate }) => fate === 'killed' || fate === 'timeout').length;
      return { name, tried: ones.length, noticed, percent: Math.round((100 * noticed) / ones.length) };
    });
}

export const folderOf = ({ file }: Tried): string => dirname(file);

export function scoreTable(scores: readonly Score[]): string {
  const width = Math.max(...scores.map(({ name }) => name.length));
  return scores
    .map(
      ({ name, tried, noticed, percent }) =>
        `${name.padEnd(width)}  ${String(percent).padStart(3)} %  ${noticed} of ${tried}`,
    )
    .join('\n');
}

export function survivorText({ file, line, text, kind, was, put, fate }: Tried): string {
  const one = (code: string): string => code.replace(/\s+/g, ' ').slice(0, 100);
  return `${file}:${line}  ${kind}, ${fate}: ${one(was)} → ${one(put) || '(nothing)'}\n    ${text.slice(0, 140)}`;
}

/** What was noticed on a day, of so many mutants of each folder at most. */
export interface Scores {
  readonly sample: number;
  readonly folders: Readonly<
    Record<string, { readonly tried: number; readonly noticed: number; readonly date: string }>
  >;
}

/** The folders of which less is noticed than before, by more than twice what two samples differ by chance. */
export function fallen(before: Scores, now: readonly Score[]): readonly (Score & { readonly was: number })[] {
  return now.flatMap((score) => {
    const then = before.folders[score.name];
    if (then === undefined) return [];
    const was = then.noticed / then.tried;
    const is = score.noticed / score.tried;
    const error = Math.sqrt((was * (1 - was)) / then.tried + (is * (1 - is)) / score.tried);
    return was - is > 2 * error ? [{ ...score, was: Math.round(100 * was) }] : [];
  });
}
