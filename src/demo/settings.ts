import { nearest } from '../text/nearest.ts';
import type { Look } from './look.ts';

/** What a document's front matter, a config file and the command line say of a demo, by option. */
export type DemoValues = Readonly<Record<string, unknown>>;

export interface DemoSettings extends Omit<Look, 'dark' | 'light'> {
  readonly title: string | undefined;
  readonly prompt: string;
  readonly cols: number;
  readonly rows: number;
  /** Steps that are shown, by their place in the document. */
  readonly from: number;
  readonly to: number;
  /** Step whose end a still picture shows. */
  readonly poster: number;
  /** Pixels for one of the look. */
  readonly scale: number | undefined;
  /** Files of fonts, asked where the one that is always there has no letter. */
  readonly font: readonly string[];
  readonly seed: string;
  readonly typing: number;
  readonly theme: string;
  readonly speed: number;
  readonly idleMs: number;
  /** Files that are made of a document when none is named. */
  readonly output: readonly string[];
}

/** The settings that values stand for, or what is wrong with them. */
export function readDemoSettings(values: DemoValues): DemoSettings | { readonly error: string } {
  for (const [name, value] of Object.entries(values)) {
    const option = OPTIONS[name];
    if (!option) {
      const near = nearest(name, Object.keys(OPTIONS));
      return { error: `there is no option '${name}' for demos${near ? `; did you mean '${near}'?` : ''}` };
    }
    if (!option.accepts(value)) return { error: `${name} takes ${option.expected}, not '${String(value)}'` };
  }
  const text = (name: string): string | undefined =>
    values[name] === undefined ? undefined : String(values[name]);
  const number = (name: string, fallback: number): number => Number(text(name) ?? fallback);
  return {
    title: text('title'),
    prompt: text('prompt') ?? '$',
    cols: number('cols', 80),
    rows: number('rows', 24),
    from: number('from', 1),
    to: number('to', Number.POSITIVE_INFINITY),
    poster: number('poster', Number.POSITIVE_INFINITY),
    scale: text('scale') === undefined ? undefined : number('scale', 1),
    font: listOf(values.font),
    seed: text('seed') ?? '1',
    typing: number('typing', 1),
    theme: text('theme') ?? 'labproof',
    frame: (text('frame') ?? 'window') as DemoSettings['frame'],
    fontSize: number('font-size', 14),
    padding: number('padding', 12),
    lineHeight: number('line-height', 1.25),
    cursor: (text('cursor') ?? 'block') as DemoSettings['cursor'],
    loop: text('loop') === 'true',
    captions: text('captions') === 'true',
    speed: number('speed', 1),
    idleMs: number('idle-limit', 3) * 1000,
    output: listOf(values.output),
  };
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

interface Option {
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
}

const OPTIONS: Readonly<Record<string, Option>> = {
  title: plain('a text'),
  prompt: plain('a text'),
  cols: whole(20, 500),
  rows: whole(4, 200),
  from: whole(1, 1_000_000),
  to: whole(1, 1_000_000),
  poster: whole(1, 1_000_000),
  scale: whole(1, 4),
  font: list('a file or a list of files'),
  seed: plain('a text'),
  typing: between(0.1, 20),
  theme: plain('the name of a theme, two for dark and light with a comma between, or a file'),
  frame: oneOf('window', 'none'),
  'font-size': between(6, 64),
  padding: whole(0, 200),
  'line-height': between(1, 3),
  cursor: oneOf('block', 'bar', 'underline', 'none'),
  loop: oneOf('true', 'false'),
  captions: oneOf('true', 'false'),
  speed: between(0.1, 20),
  'idle-limit': between(0.1, 3600),
  output: list('a file or a list of files'),
};

function list(expected: string): Option {
  return {
    accepts: (value) => isPlain(value) || (Array.isArray(value) && value.every(isPlain)),
    expected,
  };
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function plain(expected: string): Option {
  return { accepts: isPlain, expected };
}

function whole(from: number, to: number): Option {
  const { accepts } = between(from, to);
  return {
    accepts: (value) => accepts(value) && Number.isInteger(Number(value)),
    expected: `a whole number from ${from}${to > 1000 ? '' : ` to ${to}`}`,
  };
}

function between(from: number, to: number): Option {
  return {
    accepts: (value) => {
      const number = isPlain(value) && String(value).trim() !== '' ? Number(value) : Number.NaN;
      return number >= from && number <= to;
    },
    expected: `a number from ${from} to ${to}`,
  };
}

function oneOf(...words: readonly string[]): Option {
  return {
    accepts: (value) => isPlain(value) && words.includes(String(value)),
    expected: words.join(' or '),
  };
}
