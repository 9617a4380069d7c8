import { pathToFileURL } from 'node:url';

/** What the tests of a file reach, in what time. */
export interface Coverage {
  /** False when they fail without any change: then they can tell nothing. */
  readonly passes: boolean;
  readonly durationMs: number;
  /** By built file: from, to and how often, the innermost of those around a place counting; one list per process. */
  readonly ranges: Readonly<Record<string, readonly (readonly Range[])[]>>;
}

type Range = readonly [from: number, to: number, count: number];

/** As `Profiler.takePreciseCoverage` of V8 has it. */
interface Report {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly {
        readonly startOffset: number;
        readonly endOffset: number;
        readonly count: number;
      }[];
    }[];
  }[];
}

export function coverageFrom(
  reports: readonly string[],
  { top, of, ...rest }: Omit<Coverage, 'ranges'> & { readonly top: string; readonly of: readonly string[] },
): Coverage {
  const ranges: Record<string, (readonly Range[])[]> = {};
  const wanted = new Set(of);
  const prefix = `${pathToFileURL(top).href}/`;
  for (const { result } of reports.map((text) => JSON.parse(text) as Report)) {
    for (const { url, functions } of result) {
      const path = url.startsWith(prefix) ? url.slice(prefix.length) : '';
      if (!wanted.has(path)) continue;
      const flat = functions.flatMap((one) =>
        one.ranges.map((r): Range => [r.startOffset, r.endOffset, r.count]),
      );
      ranges[path] = [...(ranges[path] ?? []), flat];
    }
  }
  return { ...rest, ranges };
}

/** Whether any of the code at this place is run. */
export function reaches({ ranges }: Coverage, path: string, at: number): boolean {
  return (ranges[path] ?? []).some((process) => {
    let inner: Range | undefined;
    for (const range of process) {
      const [from, to] = range;
      if (from > at || to <= at) continue;
      if (inner === undefined || to - from <= inner[1] - inner[0]) inner = range;
    }
    return (inner?.[2] ?? 0) > 0;
  });
}
