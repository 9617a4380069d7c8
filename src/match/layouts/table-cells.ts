import { sameImage } from '../../text/image-reference.ts';
import type { MatchContext } from '../context.ts';
import { sameValue } from '../identities.ts';
import { isGeneratedName, isMadeUp } from '../made-up.ts';
import type { Contradiction } from '../meeting.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { type Site, unify } from '../unify.ts';
import type { CellResult } from './cell-result.ts';
import { sameCommand, sameInstruction, withoutCut } from './command-cell.ts';
import { composedName } from './composed-name.ts';
import { comparePorts } from './ports.ts';
import { type Column, isShortAge } from './table-columns.ts';
import { namesOf } from './table-names.ts';
import type { Row, Table } from './table-rows.ts';

interface Cell {
  readonly column: Column;
  readonly document: string;
  readonly live: string;
  /** Offset of the live column. */
  readonly liveFrom: number;
}

interface Surroundings {
  readonly row: Row;
  readonly liveRow: Row;
  readonly table: Table;
  /** The document shows some of the columns only. */
  readonly isExcerpt?: boolean;
  readonly context: MatchContext;
}

/** Compares a cell in the way of its column. */
export function compareCell(cell: Cell, surroundings: Surroundings): CellResult {
  const { column, document, live } = cell;
  const { row } = surroundings;
  const acceptedAs = (reason: string): CellResult => ({
    ...SAME,
    acceptances: [{ line: row.line, expected: document, found: live, reason }],
  });
  if (document === '' && live === '') return SAME;
  // Nothing in it could stand for something else.
  if (document === live && LITERAL.has(column.kind) && !/\d/.test(document)) return SAME;
  if (/^(?:\.{3}|…)$/.test(document)) return acceptedAs('left open by the document');
  // The newer builder signs its layers.
  if (
    column.name === 'COMMENT' &&
    [document, live].every((text) => text === '' || text.startsWith('buildkit.'))
  )
    return SAME;
  switch (column.kind) {
    case 'measure':
    case 'age':
      if (document === '' || live === '')
        return document === live || column.name !== 'CREATED' ? SAME : different(cell, surroundings);
      if (column.kind === 'age' && isTime(live) && !isTime(document)) return different(cell, surroundings);
      return document === live ? SAME : acceptedAs(column.name.toLowerCase());
    case 'command':
      return compareCommand(cell, surroundings);
    case 'ports': {
      const result = comparePorts(cell, siteOf(cell, surroundings));
      // Of a list that shows only some columns, an author does not show all of a cell either.
      const shown = result.hunks.flatMap((hunk) => hunk.document);
      return surroundings.isExcerpt &&
        result.verdict === 'drifted' &&
        result.hunks.length > 0 &&
        shown.length === 0
        ? acceptedAs('the rest is left out by the document')
        : result;
    }
    case 'id':
      return compareId(cell, surroundings);
    case 'host':
      return compareHost(cell, surroundings);
    case 'replicas': {
      // How many of them are up is of the moment, how many there shall be is not.
      const result = different(cell, surroundings);
      return document.replace(/^\d+/, '') === live.replace(/^\d+/, '')
        ? { ...result, verdict: 'drifted' }
        : result;
    }
    case 'status':
      return withoutAge(live) === withoutAge(document) && document !== live
        ? acceptedAs('age')
        : different(cell, surroundings);
    case 'name':
      return compareName(cell, surroundings);
    default:
      return different(cell, surroundings);
  }
}

/** A state without its age, which authors shorten or leave out: `Up` of `Up 3 seconds`, `Running` of `Running 8 mins..`. */
function withoutAge(state: string): string {
  return state.replace(
    / (?:about an? \w{1,8}|less than a second|\d{1,6} ?(?:s|m|h|d|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?))\.?(?: ago)?(?:\.{2,}|…)?(?= \(|$)/i,
    '',
  );
}

/** Ages, durations, times and dates, and the age of what nobody knows. */
function isTime(cell: string): boolean {
  return (
    cell === 'N/A' ||
    isShortAge(cell) ||
    tokenize(cell).every(({ valueClass }) => valueClass?.kind === 'measure')
  );
}

const LITERAL: ReadonlySet<Column['kind']> = new Set(['text', 'status', 'command']);

const SAME: CellResult = { hunks: [], verdict: 'drifted', cause: '', acceptances: [] };

/** Token by token; nothing differs when all correspond. */
function different(cell: Cell, surroundings: Surroundings): CellResult {
  const { document, live, column, liveFrom } = cell;
  const { row, liveRow } = surroundings;
  const { hunks, acceptances } = unify(
    tokenizeDocument(document),
    tokenize(live),
    siteOf(cell, surroundings),
  );
  if (hunks.length === 0) return { ...SAME, acceptances };
  const start = placeOf(document, { text: row.text, from: column.from });
  const liveStart = placeOf(live, { text: liveRow.text, from: liveFrom });
  return {
    hunks: hunks.map((hunk) => ({
      ...hunk,
      document: hunk.document.map((token) => ({ ...token, from: token.from + start, to: token.to + start })),
      live: hunk.live.map((token) => ({ ...token, from: token.from + liveStart, to: token.to + liveStart })),
    })),
    verdict: isStillStarting(cell) || isSameImage(cell) ? 'drifted' : 'failed',
    cause: causeOf(cell),
    acceptances,
  };
}

const causeOf = ({ column, document, live }: Cell): string =>
  `${column.name} is ${live === '' ? 'empty' : live}, not ${document === '' ? 'empty' : document}`;

/** Where a cell stands in its row: at its column, or a little before it, or wherever it is. */
function placeOf(cell: string, { text, from }: { readonly text: string; readonly from: number }): number {
  const at = text.indexOf(cell, Math.max(0, from - 4));
  return at >= 0 ? at : Math.max(0, text.indexOf(cell));
}

function compareCommand(cell: Cell, surroundings: Surroundings): CellResult {
  if (sameCommand(cell.document, cell.live)) return SAME;
  // What a list cuts off leaves nothing open before the cut.
  const compared = different({ ...cell, document: withoutCut(cell.document) }, surroundings);
  const result = { ...compared, cause: compared.hunks.length === 0 ? '' : causeOf(cell) };
  return sameInstruction(cell.document, cell.live) ? { ...result, verdict: 'drifted' } : result;
}

/** IDs of swarm objects are cut to twelve digits of base 36, which only an ID's column tells. */
function compareId(cell: Cell, surroundings: Surroundings): CellResult {
  const { row, context } = surroundings;
  const [document = '', mark = ''] = cell.document.split(' ');
  const [live = '', liveMark = ''] = cell.live.split(' ');
  // The newer builder keeps no image for each of its steps.
  if (document === '<missing>' || live === '<missing>')
    return { ...different(cell, surroundings), verdict: 'drifted' };
  if (SHORTENED_ID.test(document) && (HEX_ID.test(live) || SWARM_ID.test(live)))
    return {
      ...SAME,
      acceptances: [{ line: row.line, expected: document, found: live, reason: 'left open by the document' }],
    };
  // An ID of hex digits is none of a swarm, nor the reverse; authors make up others.
  const isHex = HEX_ID.test(document) || HEX_ID.test(live);
  const madeUp = !HEX_ID.test(document) && !SWARM_ID.test(document) && MADE_UP_ID.test(document);
  const space = SWARM_ID.test(live) && !HEX_ID.test(live) ? 'swarm ID' : 'id';
  const known = madeUp ? context.correspondence.resolve(document)?.live : undefined;
  if (known !== undefined && sameValue(space, known, live)) return accepted(cell, row, space);
  if (
    madeUp
      ? !HEX_ID.test(live)
      : isHex || !SWARM_ID.test(document) || !SWARM_ID.test(live) || mark !== liveMark
  )
    return different(cell, surroundings);
  const bound = context.correspondence.bind({ document, live, space, line: row.line });
  if (typeof bound === 'object') return different(cell, surroundings);
  return accepted(cell, row, space);
}

function accepted({ document, live }: Cell, { line }: Row, space: 'id' | 'swarm ID'): CellResult {
  const reason = `bound at line ${line} as ${space === 'id' ? 'ID' : space}`;
  return { ...SAME, acceptances: [{ line, expected: document, found: live, reason }] };
}

/** As authors write an ID that they do not remember, or shorten. */
const MADE_UP_ID = /^[0-9a-zA-Z]{3,64}$/;

const HEX_ID = /^(?:[0-9a-f]{12}|[0-9a-f]{64})$/;
const SWARM_ID = /^(?:[0-9a-z]{12}|[0-9a-z]{25})$/;

const SHORTENED_ID = /^[0-9a-z]{2,24}(?:\.{2,3}|…)[0-9a-z]{0,24}$/;

/** Machines have other names elsewhere, and tasks of several may all be on one. */
function compareHost(cell: Cell, surroundings: Surroundings): CellResult {
  const { document, live } = cell;
  const { correspondence, names } = surroundings.context;
  if (document === '' || live === '' || names.includes(document)) return different(cell, surroundings);
  const bound = correspondence.bind({ document, live, space: 'hostname', line: surroundings.row.line });
  if (typeof bound === 'object') {
    if (document === live) return SAME;
    return { ...different(cell, surroundings), verdict: isOneForMany(bound, cell) ? 'drifted' : 'failed' };
  }
  const reason = `bound at line ${surroundings.row.line} as host name`;
  return { ...SAME, acceptances: [{ line: surroundings.row.line, expected: document, found: live, reason }] };
}

/** The machine that a task runs on, which is no machine of its own as in a list of nodes. */
const isOneForMany = ({ kind }: Contradiction, { column }: Cell): boolean =>
  column.name === 'NODE' && kind === 'known-as-another';

/** Versions show the tag that an image has when none is given, or not. */
const isSameImage = ({ column, document, live }: Cell): boolean =>
  column.name === 'IMAGE' && sameImage(document, live);

/** A health check that has not answered yet says nothing against one that has. */
function isStillStarting({ column, document, live }: Cell): boolean {
  const task = /^(?:New|Pending|Assigned|Accepted|Preparing|Ready|Starting|Running)\b/;
  if (column.name === 'CURRENT STATE' && task.test(document) && task.test(live)) return true;
  const starting = /\(health: starting\)/;
  const settled = /\((?:healthy|unhealthy|health: starting)\)/;
  return (
    column.kind === 'status' &&
    (starting.test(document) || starting.test(live)) &&
    settled.test(document) &&
    settled.test(live)
  );
}

function siteOf({ column }: Pick<Cell, 'column'>, { row, table, context }: Surroundings): Site {
  const { correspondence, made } = context;
  if (column.kind !== 'id') return { correspondence, line: row.line };
  const [name] = namesOf(row, table);
  const kind = column.name.replace(/ ?ID$/, '').toLowerCase();
  const isImage = kind === 'image' || column.name === 'DIGEST';
  return {
    correspondence,
    line: row.line,
    what: name !== undefined ? `${kind || 'object'} ${name}`.trim() : '',
    shared: isImage && name !== undefined && !made(name),
  };
}

/** A name is literal unless an engine made it up. Composed names were once written with `_`. */
function compareName(cell: Cell, surroundings: Surroundings): CellResult {
  const { document, live } = cell;
  const { context, row } = surroundings;
  const { correspondence } = context;
  const isFree =
    isMadeUp(document, context) &&
    (isGeneratedName(document) ||
      namesOf(surroundings.liveRow, surroundings.table).some((name) => context.made(name))) &&
    isGeneratedName(live) &&
    correspondence.pinOf(live) === undefined;
  if (document !== live && isFree && !context.names.includes(live)) {
    const bound = correspondence.bind({ document, live, space: 'generated name', line: row.line, what: '' });
    if (typeof bound !== 'object') {
      const acceptances = [
        {
          line: row.line,
          expected: document,
          found: live,
          reason: `bound at line ${row.line} as generated name`,
        },
      ];
      return { ...SAME, acceptances };
    }
  }
  const result = different(cell, surroundings);
  const respelt = document !== live && composedName(document) === live;
  return respelt ? { ...result, verdict: 'drifted' } : result;
}
