/** A recording of a terminal: what it is sent, when, and where its chapters begin. */
export interface Cast {
  readonly cols: number;
  readonly rows: number;
  readonly title: string;
  /** How it came about, as `check` reads it; '' for casts of others. */
  readonly origin: string;
  readonly events: readonly CastEvent[];
}

export interface CastEvent {
  /** Ms since the beginning; whole. */
  readonly at: number;
  /** Output, marker, and what others may be: typed input, new size, exit. */
  readonly code: 'o' | 'm' | 'i' | 'r' | 'x';
  readonly data: string;
}

export type CastVersion = 2 | 3;

/**
 * An asciicast. Source: docs.asciinema.org/manual/asciicast/v3 and v2. In version 3 times are
 * intervals, so that a change of one command changes its own lines only.
 */
export function castText({ cols, rows, title, origin, events }: Cast, version: CastVersion): string {
  const named = title === '' ? {} : { title };
  const header =
    version === 3
      ? { version, term: { cols, rows }, ...named, ...(origin === '' ? {} : { labproof: origin }) }
      : { version, width: cols, height: rows, ...named, ...(origin === '' ? {} : { labproof: origin }) };
  let before = 0;
  const lines = events.map(({ at, code, data }) => {
    const time = version === 3 ? at - before : at;
    before = at;
    // Version 2 has no end of its own.
    if (version === 2 && code === 'x') return `[${seconds(time)}, "o", ""]`;
    return `[${seconds(time)}, ${JSON.stringify(code)}, ${JSON.stringify(data)}]`;
  });
  return `${[JSON.stringify(header), ...lines].join('\n')}\n`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

/** Reads a cast of version 2 or 3, of whomever; the message of what is wrong with it. */
export function readCast(text: string): Cast | { readonly error: string } {
  const [first = '', ...rest] = text.split('\n');
  if (text.trim() === '') return { error: 'the file is empty' };
  const header = parsed(first) as Header | null | undefined;
  if (typeof header !== 'object' || header === null || header.version === undefined)
    return { error: 'line 1: it is no asciicast: its first line is an object with "version"' };
  if (header.version !== 2 && header.version !== 3)
    return {
      error: `line 1: it is an asciicast of version ${JSON.stringify(header.version)}; 2 and 3 are read, and asciinema convert makes them`,
    };
  const { version } = header;
  const cols = version === 3 ? header.term?.cols : header.width;
  const rows = version === 3 ? header.term?.rows : header.height;
  if (!isSize(cols) || !isSize(rows)) return { error: 'line 1: the size of the terminal is missing' };
  const events: CastEvent[] = [];
  let before = 0;
  for (const [index, line] of rest.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const event = parsed(line);
    if (!isEvent(event))
      return {
        error: `line ${index + 2}: it is no event, which is [seconds, "code", "data"]; a recording that was cut short can be mended by taking the line out`,
      };
    const [time, code, data] = event;
    before = version === 3 ? before + time : time;
    if (isCode(code)) events.push({ at: Math.round(before * 1000), code, data });
  }
  if (!events.some(({ code }) => code === 'o'))
    return { error: 'nothing is printed in it, so there is nothing to show' };
  const { title, labproof } = header;
  return {
    cols,
    rows,
    title: typeof title === 'string' ? title : '',
    origin: typeof labproof === 'string' ? labproof : '',
    events,
  };
}

interface Header {
  readonly version: unknown;
  readonly term?: { readonly cols?: unknown; readonly rows?: unknown };
  readonly width?: unknown;
  readonly height?: unknown;
  readonly title?: unknown;
  readonly labproof?: unknown;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Larger terminals are a mistake in the file, and would take all memory. */
const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000;

const isEvent = (value: unknown): value is [number, string, string] =>
  Array.isArray(value) &&
  typeof value[0] === 'number' &&
  value[0] >= 0 &&
  typeof value[1] === 'string' &&
  typeof value[2] === 'string';

const isCode = (code: string): code is CastEvent['code'] => /^[omirx]$/.test(code);
