import type { Findings, LayoutContext, Line } from '../context.ts';
import { compareBuilds } from './build.ts';
import { compareComposeLists } from './compose-list.ts';
import { compareEvents } from './events.ts';
import { compareHelp } from './help.ts';
import { compareJson } from './json.ts';
import { parseJson } from './json-parse.ts';
import type { Node } from './json-tree.ts';
import type { Layout } from './layout.ts';
import { compareLines } from './lines.ts';
import { compareLongListings } from './long-listing.ts';
import { compareMachineReports } from './machine-report.ts';
import { compareMessages } from './message.ts';
import { compareMixed } from './mixed.ts';
import { compareNameLists } from './name-list.ts';
import { compareLookups } from './nslookup.ts';
import { comparePings } from './ping.ts';
import { comparePortLists } from './port-list.ts';
import { compareRanged } from './ranged.ts';
import { columnsOf } from './table-columns.ts';

/** In the order in which they are tried; the last one takes every text. */
export const layouts = [
  { name: 'build', compare: compareBuilds },
  { name: 'machine-report', compare: compareMachineReports },
  { name: 'json', compare: jsonLayout },
  { name: 'table', compare: tableLayout },
  { name: 'compose-list', compare: compareComposeLists },
  { name: 'events', compare: compareEvents },
  { name: 'ping', compare: comparePings },
  { name: 'lookup', compare: compareLookups },
  { name: 'long-listing', compare: compareLongListings },
  { name: 'name-list', compare: compareNameLists },
  { name: 'port-list', compare: comparePortLists },
  { name: 'help', compare: compareHelp },
  { name: 'ranged', compare: compareRanged },
  { name: 'message', compare: compareMessages },
  { name: 'lines', compare: compareLines },
] as const satisfies readonly Layout[];

/** Those that plugins brought, which are tried before labproof's own. */
const added: Layout[] = [];

/** Adds a plugin's layout; false when there is one of that name. */
export function addLayout(layout: Layout): boolean {
  if (allLayouts().some(({ name }) => name === layout.name)) return false;
  added.push(layout);
  return true;
}

export const allLayouts = (): readonly Layout[] => (added.length === 0 ? layouts : [...added, ...layouts]);

function jsonLayout(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (!document.some(({ text }) => /^\s*(?:[[{]|"[^"]{0,200}"\s*:)/.test(text))) return undefined;
  if (!live.some(({ text }) => /^\s*[[{]/.test(text))) return undefined;
  const wanted = parseJson(document);
  const found = wanted && parseJson(live);
  if (!wanted || !found || !wanted.some(({ kind }) => kind !== 'scalar')) return undefined;
  return ofMachine(wanted, compareJson(wanted, found, context), context);
}

/** All of `docker version` or `docker info` as one object tells of the author's machine. */
function ofMachine(
  wanted: readonly Node[],
  { differences, acceptances }: Findings,
  { command: { verb } }: LayoutContext,
): Findings {
  const machine = (verb === 'version' || verb === 'info') && wanted.every(({ kind }) => kind === 'object');
  return {
    differences: machine ? differences.map((one) => ({ ...one, verdict: 'drifted' })) : differences,
    acceptances,
  };
}

function tableLayout(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  return document.some(({ text }) => columnsOf(text)) ? compareMixed(document, live, context) : undefined;
}
