import type { Comment } from '../markdown/blocks.ts';
import type { CommandDirectives } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';
import { nearest } from '../text/nearest.ts';

/** What the directives above a block ask for it. */
export interface BlockDirectives extends CommandDirectives {
  readonly skip?: string;
  readonly file?: string;
  readonly inside?: string;
  readonly machine?: string;
  /** What the block is, whatever it looks like. */
  readonly role?: 'commands' | 'output' | 'example';
}

export interface ReadDirectives {
  readonly block: BlockDirectives;
  readonly checks: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads a comment as directives; undefined when it is an ordinary comment. */
export function readDirectives({ text }: Comment, span: Span): ReadDirectives | undefined {
  const body = /^\s*labproof\s*:([\s\S]*)$/i.exec(text)?.[1];
  if (body === undefined) return withoutColon(text, span);
  let block: BlockDirectives = {};
  const checks: string[] = [];
  const problems: Problem[] = [];
  let reason: string | undefined;
  let until: string | undefined;
  for (const { name, value, bad } of wordsOf(body)) {
    if (bad !== undefined) {
      problems.push(problem(span, 'directive-syntax', { message: `a directive can't be read at "${bad}"` }));
    } else if (name === 'check' && value !== undefined && value.trim() !== '') checks.push(value.trim());
    else if (name === 'reason') reason = value ?? '';
    else if (name === 'until') until = value ?? '';
    else if (READERS.get(name) === undefined && name !== 'check') {
      const near = nearest(name, NAMES);
      problems.push(
        problem(span, 'unknown-directive', {
          message: `there is no directive "${name}"`,
          found: name,
          expected: `one of ${NAMES.join(', ')}`,
          ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
        }),
      );
    } else {
      const read = READERS.get(name)?.(value);
      if (read && typeof read !== 'string') block = { ...block, ...read };
      else {
        problems.push(
          problem(span, 'directive-value', {
            message: `the directive "${name}" has ${value === undefined ? 'no value' : 'a value it cannot have'}`,
            expected: read ?? 'a sentence in quotes',
            found: value ?? '',
            ...hintFor(name, value),
          }),
        );
      }
    }
  }
  if (reason !== undefined && block.skip !== undefined) block = { ...block, skip: reason };
  else if (reason !== undefined && block.knownBad)
    block = { ...block, knownBad: { ...block.knownBad, reason } };
  else if (reason !== undefined) {
    problems.push(
      problem(span, 'directive-value', {
        message: '"reason" belongs to "skip" or "known-bad"',
        expected: 'skip reason="…"',
        found: 'reason',
      }),
    );
  }
  if (until !== undefined && block.knownBad && isDay(until))
    block = { ...block, knownBad: { ...block.knownBad, until } };
  else if (until !== undefined)
    problems.push(
      problem(span, 'directive-value', {
        message: '"until" gives the last day of "known-bad"',
        expected: 'known-bad reason="…" until=2027-01-31',
        found: until,
      }),
    );
  return { block, checks, problems };
}

/** An error for what would be a directive if it had its colon; undefined for a comment about labproof. */
function withoutColon(text: string, span: Span): ReadDirectives | undefined {
  const name = /^\s*labproof[\s,]+([a-z]+)(?=[\s,=]|$)/i.exec(text)?.[1];
  if (name === undefined || !NAMES.includes(name)) return undefined;
  const message = `"labproof ${name}" is no directive without a colon`;
  return {
    block: {},
    checks: [],
    problems: [problem(span, 'directive-syntax', { message, hint: `write "labproof: ${name}"` })],
  };
}

const EXPECT = ['exact', 'lines', 'subset', 'match', 'ignore'] as const;

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** What systems are called here → as Node calls them. */
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', macos: 'darwin', windows: 'win32' };

/** The words of a value in quotes. */
const listOf = (value: string | undefined): readonly string[] =>
  (value ?? '').split(/[\s,]+/).filter((word) => word !== '');

/** One reader per directive: the part of the block's directives, or what would be a value. */
const READERS: ReadonlyMap<string, (value: string | undefined) => BlockDirectives | string> = new Map(
  Object.entries<(value: string | undefined) => BlockDirectives | string>({
    skip: (value) => ({ skip: value ?? '' }),
    expect: (value) => {
      const known = EXPECT.find((one) => one === value);
      return known ? { expect: known } : `one of ${EXPECT.join(', ')}`;
    },
    exit: (value) =>
      value !== undefined && /^\d{1,3}$/.test(value) && Number(value) < 256
        ? { exit: Number(value) }
        : 'an exit status from 0 to 255',
    timeout: (value) => {
      const match = /^(\d{1,6}(?:\.\d{1,3})?)(ms|s|m)?$/.exec(value ?? '');
      if (!match) return 'a duration such as 60s, 500ms or 2m';
      return { timeoutMs: Math.round(Number(match[1]) * UNIT_MS[match[2] ?? 's']!) };
    },
    background: (value) => (value === undefined ? { background: true } : 'no value'),
    setup: (value) => (value === undefined ? { phase: 'setup' } : 'no value'),
    verify: (value) => (value === undefined ? { verify: true } : 'no value'),
    cleanup: (value) => (value === undefined ? { phase: 'cleanup' } : 'no value'),
    commands: (value) => (value === undefined ? { role: 'commands' } : 'no value'),
    output: (value) => (value === undefined ? { role: 'output' } : 'no value'),
    example: (value) => (value === undefined ? { role: 'example' } : 'no value'),
    file: (value) =>
      value === undefined || value.trim() === '' ? 'the name of a file' : { file: value.trim() },
    inside: (value) =>
      value === undefined || value.trim() === '' ? 'the name of a container' : { inside: value.trim() },
    retry: (value) =>
      value !== undefined && /^[1-9]\d?$/.test(value) ? { retries: Number(value) } : 'a number from 1 to 99',
    'known-bad': (value) => (value === undefined ? { knownBad: { reason: '' } } : 'no value'),
    os: (value) => {
      const names = listOf(value);
      const platforms = names.flatMap((name) => SYSTEMS[name] ?? []);
      return names.length > 0 && platforms.length === names.length
        ? { platforms }
        : `one or more of ${Object.keys(SYSTEMS).join(', ')}`;
    },
    tags: (value) => (listOf(value).length > 0 ? { tags: listOf(value) } : 'one or more names'),
    made: (value) =>
      value === undefined || value.trim() === '' ? 'the name of a file' : { made: value.trim() },
    machine: (value) =>
      value !== undefined && /^[A-Za-z0-9][\w.-]{0,62}$/.test(value)
        ? { machine: value }
        : 'the name of a machine',
  }),
);

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };

const NAMES = [...READERS.keys(), 'check'];

function hintFor(name: string, value: string | undefined): { readonly hint?: string } {
  const near = name === 'expect' && value !== undefined ? nearest(value, EXPECT) : undefined;
  return near === undefined ? {} : { hint: `did you mean "${near}"?` };
}

interface DirectiveWord {
  readonly name: string;
  readonly value?: string;
  /** What can't be read. */
  readonly bad?: string;
}

/** `name`, `name=value` and `name="a value"`, separated by blanks or commas. */
function wordsOf(body: string): readonly DirectiveWord[] {
  const words: DirectiveWord[] = [];
  const pattern = /\s*,?\s*([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"',]+)))?(?=[\s,]|$)/y;
  const text = body.trim();
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    if (!match) {
      words.push({ name: '', bad: text.slice(at).trim().slice(0, 40) });
      break;
    }
    const value = match[2] ?? match[3] ?? match[4];
    words.push(value === undefined ? { name: match[1]! } : { name: match[1]!, value });
  }
  return words;
}

function problem(span: Span, code: string, rest: Omit<Problem, 'severity' | 'code' | 'span'>): Problem {
  return { severity: 'error', code, span, ...rest };
}
