import type { Contradiction } from '../meeting.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { type Site, unify } from '../unify.ts';
import { clientMessages } from './client.ts';
import { composeMessages } from './compose.ts';
import { engineMessages } from './engine.ts';
import type { Message } from './message.ts';
import { programMessages } from './programs.ts';

/** All messages whose wording is known to have changed, or to be another in another program. */
export const catalogue: readonly Message[] = [
  ...clientMessages,
  ...engineMessages,
  ...composeMessages,
  ...programMessages,
];

/**
 * Whether both lines are `known` forms of one message, or are `alike` behind other beginnings; why they are about different things; or
 * undefined where no message has both forms.
 */
export function formsOfOne(
  document: string,
  live: string,
  site: Site,
): 'known' | 'alike' | { readonly cause: string } | undefined {
  const wanted = plain(document);
  const found = plain(live);
  if (wanted.length > LONGEST || found.length > LONGEST) return undefined;
  let against: { readonly cause: string } | undefined;
  for (const message of compiled()) {
    const said = reading(message, wanted);
    const told = said && reading(message, found);
    if (!told) continue;
    const cause = disagreement(said.values, told.values, site);
    if (cause === undefined) return said.before.every((part) => WRAPPING.test(part)) ? 'known' : 'alike';
    against ??= { cause };
  }
  return against;
}

/** A message is a line, so that a search ends soon. */
const LONGEST = 800;

/** Without what programs put around a message, and without quotes, which versions write otherwise. */
export function plain(text: string): string {
  return (
    text
      .trim()
      .replace(/\\(?=["'])/g, '')
      .replace(/["'`“”‘’]/g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?See (?:docker )?[\w -]{0,60}--help\.?$/, '')
      // Where in a source it came up, and what was meant perhaps.
      .replace(/(?:^|(?<= ))\w{1,40}\.go:\d{1,5}: /g, '')
      .replace(/ \(did you mean .{1,60}\?\)$/, '')
      // Older engines give the status of a call to the swarm as a number.
      .replace(/\brpc error: code = (\d{1,2})(?= desc = )/g, (all, status: string) =>
        STATUSES[Number(status)] === undefined ? all : `rpc error: code = ${STATUSES[Number(status)]}`,
      )
      .replace(/\.$/, '')
  );
}

/** Source: google.golang.org/grpc/codes. */
const STATUSES: readonly string[] =
  'OK Canceled Unknown InvalidArgument DeadlineExceeded NotFound AlreadyExists PermissionDenied ResourceExhausted FailedPrecondition Aborted OutOfRange Unimplemented Internal Unavailable DataLoss Unauthenticated'.split(
    ' ',
  );

interface Form {
  readonly pattern: RegExp;
  /** Words that stand in every text of the form. */
  readonly hint: string;
  /** How much of it is always the same. */
  readonly fixed: number;
}

let forms: readonly (readonly Form[])[] | undefined;

function compiled(): readonly (readonly Form[])[] {
  forms ??= catalogue.map((message) => message.map(compile));
  return forms;
}

function compile(form: string): Form {
  const pieces = plain(form).split(/(\{[\w*]+\})/);
  const named = new Set<string>();
  const source = pieces
    .map((piece, at) => {
      const name = /^\{([\w*]+)\}$/.exec(piece)?.[1];
      if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      if (name === '*') return '.{0,300}?';
      if (named.has(name)) return `\\k<${name}>`;
      named.add(name);
      const shape = SHAPES[name];
      if (shape !== undefined) return `(?<${name}>${shape})`;
      // Before what may be anything a value is a word, and else a colon ends it, so that a search is short.
      if (pieces[at + 1] === '' && pieces[at + 2] === '{*}') return `(?<${name}>[^\\s,;]{1,200})`;
      return `(?<${name}>(?:(?!: ).){1,200}?)`;
    })
    .join('');
  const fixed = pieces.filter((piece) => !piece.startsWith('{'));
  const hint = fixed.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
  return {
    pattern: new RegExp(`^(?<before>(?:.{0,400}?: )?)${source}\\.?$`, 'i'),
    hint: hint.trim().toLowerCase(),
    fixed: fixed.join('').length,
  };
}

const NUMBER = '\\d{1,5}';

/** Values of which the form is known, so that nothing else is taken for them. */
const SHAPES: Readonly<Record<string, string>> = {
  port: NUMBER,
  count: NUMBER,
  status: NUMBER,
  least: NUMBER,
  most: NUMBER,
  number: NUMBER,
  letter: '\\w',
  shell: '-?(?:/[\\w/]{1,40}/)?(?:ba|da|a|z|k)?sh',
};

type Values = Readonly<Record<string, string>>;

interface Reading {
  readonly values: Values;
  /** The parts of the message before the form. */
  readonly before: readonly string[];
}

/** What the form says that has most of the text in its own words, and of such the one with most values. */
function reading(message: readonly Form[], text: string): Reading | undefined {
  const lower = text.toLowerCase();
  let best: Reading | undefined;
  let most = [-1, -1] as readonly [fixed: number, values: number];
  for (const { pattern, hint, fixed } of message) {
    const match = lower.includes(hint) ? pattern.exec(text) : null;
    if (!match) continue;
    const { before = '', ...values } = match.groups ?? {};
    const count = Object.keys(values).length;
    if (fixed < most[0] || (fixed === most[0] && count <= most[1])) continue;
    most = [fixed, count];
    best = { values, before: before.split(': ').filter((part) => part !== '') };
  }
  return best;
}

/** What is around any message, and how containerd ends an error of no special kind. */
export const WRAPPING =
  /^(?:docker|error response from daemon|errors?|unknown|error parsing reference|failed to (?:solve|build))$/i;

function disagreement(document: Values, live: Values, site: Site): string | undefined {
  for (const [name, value] of Object.entries(document)) {
    const other = live[name];
    if (other === undefined || FREE.has(name) || bare(value) === bare(other)) continue;
    // One version tells the ID of what the other one names.
    if (isId(value) !== isId(other)) continue;
    const { hunks } = unify(tokenizeDocument(bare(value)), tokenize(bare(other)), site);
    const contradiction: Contradiction | undefined = hunks.find((hunk) => hunk.contradiction)?.contradiction;
    if (hunks.length > 0)
      return contradiction ? 'it is about something else' : `it speaks of ${other}, not ${value}`;
  }
  return undefined;
}

/** What the form of the message itself decides: which shell it is, its line number. */
const FREE: ReadonlySet<string> = new Set(['shell', 'number', 'letter']);

/** Names are told with and without the slash of the engine. */
const bare = (value: string): string =>
  value
    .replace(/^\/(?=[\w.-]+$)/, '')
    .replace(/^docker /, '')
    .replace(/\/tcp$/, '')
    .trim();

const isId = (value: string): boolean => /^(?:[0-9a-f]{12}|[0-9a-f]{64})$/.test(value);
