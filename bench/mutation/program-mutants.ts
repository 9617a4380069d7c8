import { type Token, tokenize } from '../../src/match/tokens.ts';

/** An output of a program with one fact changed, or a live one with a line less. */
export interface ProgramMutant {
  readonly kind: ProgramMutationClass;
  readonly document: string;
  readonly live: string;
  readonly change: string;
}

export const programMutationClasses = [
  'word',
  'number',
  'decimal',
  'state',
  'quoted value',
  'cell',
  'line',
  'error',
] as const;

export type ProgramMutationClass = (typeof programMutationClasses)[number];

/** All single changes of facts; what differs between two runs is none. */
export function programMutants(document: string, live: string): readonly ProgramMutant[] {
  const lines = document.replace(/\n$/, '').split('\n');
  const printed = new Set(live.split('\n'));
  return [
    ...lines.flatMap((line, index) =>
      // Where the runs differ, the line has values of its run: those are told by their classes.
      (printed.has(line) ? editsOf(line) : []).map(({ kind, text, change }) => ({
        kind,
        document: [...lines.slice(0, index), text, ...lines.slice(index + 1)].join('\n'),
        live,
        change,
      })),
    ),
    ...dropped(lines, live),
  ];
}

interface Edit {
  readonly kind: ProgramMutationClass;
  readonly text: string;
  readonly change: string;
}

function editsOf(line: string): readonly Edit[] {
  const edit = (
    kind: ProgramMutationClass,
    { from, to }: Pick<Token, 'from' | 'to'>,
    text: string,
  ): Edit => ({
    kind,
    text: line.slice(0, from) + text + line.slice(to),
    change: `${line.slice(Math.max(0, from - 24), from)}[${line.slice(from, to)} → ${text}]`,
  });
  const words = tokenize(line).flatMap((token) => {
    const { text, from, to, valueClass } = token;
    if (valueClass || isMeasured(line, token)) return [];
    const kind = kindOf(line, token);
    if (Object.hasOwn(STATES, text)) return [edit(kind ?? 'state', token, STATES[text]!)];
    if (/^[A-Za-z]{3,}$/.test(text))
      return [edit(kind ?? 'word', token, text === 'quince' ? 'pears' : 'quince')];
    const isPart = /[.\d]/.test(line.charAt(from - 1)) || /^\.\d/.test(line.slice(to, to + 2));
    return /^\d{1,9}$/.test(text) && !isPart ? [edit(kind ?? 'number', token, String(Number(text) + 1))] : [];
  });
  const decimals = [...line.matchAll(/(?<![\w.:])\d{1,6}\.\d{1,6}(?![\w.%])/g)].flatMap((match) => {
    const [text] = match;
    const place = { from: match.index, to: match.index + text.length };
    const covered = tokenize(line).some(
      ({ valueClass, from, to }) => valueClass && from < place.to && place.from < to,
    );
    return covered ? [] : [edit('decimal', place, (Number(text) + 1.11).toFixed(2))];
  });
  const error = /^(?:[\w./-]{1,60}: )?(?:error|fatal|[A-Z]\w*Error|curl|cat|head|make|ERROR)[: (].*$/.test(
    line,
  )
    ? [{ kind: 'error' as const, text: `${line.split(/[: ]/, 1)[0]}: the harvest is over`, change: line }]
    : [];
  return [...words, ...decimals, ...error];
}

/** In tables with rules and in quotes a change is of a class of its own. */
function kindOf(line: string, { from }: Token): ProgramMutationClass | undefined {
  if (/^\s*[|│]|\S\s+[|│]\s/.test(line)) return 'cell';
  return /[:=] ?["'][^"']*$/.test(line.slice(0, from)) ? 'quoted value' : undefined;
}

/** Sizes, link counts and places on a disk are of the moment, whatever they are in two runs. */
function isMeasured(line: string, { from }: Token): boolean {
  if (/^[bcdlps-][rwxsStT-]{9}/.test(line))
    return from < line.lastIndexOf(':') && !/^\S+$/.test(line.slice(0, from + 1));
  return /^(?:total \d|\s*(?:Size|Device|Access|Modify|Change|Birth):)/.test(line);
}

const STATES: Readonly<Record<string, string>> = {
  true: 'false',
  false: 'true',
  yes: 'no',
  no: 'yes',
  up: 'down',
  ok: 'broken',
  passed: 'failed',
  pass: 'fail',
  UP: 'DOWN',
  development: 'production',
};

/** The live text with one of the lines taken out that the document shows once. */
function dropped(lines: readonly string[], live: string): readonly ProgramMutant[] {
  const found = live.replace(/\n$/, '').split('\n');
  return found.flatMap((line, index) => {
    const told = /[A-Za-z0-9]{2}/.test(line) && !/^total \d/.test(line);
    const once = (texts: readonly string[]): boolean => texts.filter((text) => text === line).length === 1;
    if (!told || !once(lines) || !once(found)) return [];
    const rest = [...found.slice(0, index), ...found.slice(index + 1)];
    return [
      { kind: 'line' as const, document: lines.join('\n'), live: `${rest.join('\n')}\n`, change: line },
    ];
  });
}
