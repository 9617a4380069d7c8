import type { Findings, Line, MatchContext } from '../context.ts';
import { compareJson } from './json.ts';
import { parseJson } from './json-parse.ts';
import { compareLines } from './lines.ts';
import { compareMixed } from './mixed.ts';
import { columnsOf } from './table-columns.ts';

/** A way outputs are laid out. `compare` is undefined when the texts are not laid out so. */
export interface Layout {
  readonly name: string;
  readonly compare: (
    document: readonly Line[],
    live: readonly Line[],
    context: MatchContext,
  ) => Findings | undefined;
}

/** In the order in which they are tried; the last one takes every text. */
export const layouts = [
  { name: 'json', compare: jsonLayout },
  { name: 'table', compare: tableLayout },
  { name: 'lines', compare: compareLines },
] as const satisfies readonly Layout[];

function jsonLayout(
  document: readonly Line[],
  live: readonly Line[],
  context: MatchContext,
): Findings | undefined {
  if (!document.some(({ text }) => /^\s*(?:[[{]|"[^"]{0,200}"\s*:)/.test(text))) return undefined;
  if (!live.some(({ text }) => /^\s*[[{]/.test(text))) return undefined;
  const wanted = parseJson(document);
  const found = wanted && parseJson(live);
  if (!wanted || !found || !wanted.some(({ kind }) => kind !== 'scalar')) return undefined;
  return compareJson(wanted, found, context);
}

function tableLayout(
  document: readonly Line[],
  live: readonly Line[],
  context: MatchContext,
): Findings | undefined {
  return document.some(({ text }) => columnsOf(text)) ? compareMixed(document, live, context) : undefined;
}
