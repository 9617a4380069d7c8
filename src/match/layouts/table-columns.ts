import { editDistance } from '../../text/edit-distance.ts';
import { tokenize } from '../tokens.ts';

/** How a column's cells are compared. */
export type ColumnKind =
  | 'text'
  | 'host'
  | 'replicas'
  | 'name'
  | 'id'
  | 'measure'
  | 'age'
  | 'status'
  | 'ports'
  | 'command';

export interface Column {
  /** In capitals, with old names replaced by today's. */
  readonly name: string;
  /** As the header line writes it. */
  readonly written: string;
  readonly kind: ColumnKind;
  /** Offset in the header line. */
  readonly from: number;
  readonly to: number;
}

/** The columns a header line names; undefined when it is none. */
export function columnsOf(text: string): readonly Column[] | undefined {
  // Most lines are no headers, and this is asked of every line.
  if (!/^\s*[A-Z%]/.test(text)) return undefined;
  const columns: Column[] = [];
  let at = 0;
  let misspelt = 0;
  for (const word of text.matchAll(/\S+/g)) {
    if (word.index < at) continue;
    const name = longestHeader(text, word.index);
    const meant = name ?? headerMeantBy(word[0]);
    if (name === undefined) misspelt += 1;
    if (meant === undefined || misspelt > 1) return columnsByGap(text);
    const written = name ?? word[0];
    at = word.index + written.length;
    columns.push({ ...columnAt(meant, word.index), written, to: at });
  }
  // One slip of the pen in a header that is known otherwise.
  if (misspelt > 0 && columns.length < 4) return columnsByGap(text);
  return columns.length > 0 ? columns : undefined;
}

/** The header that a word is, but for a letter: `PORT` of `PORTS`. */
function headerMeantBy(word: string): string | undefined {
  if (!/^[A-Z]{4,12}$/.test(word)) return undefined;
  return Object.keys(HEADERS).find(
    (name) => Math.abs(name.length - word.length) <= 1 && editDistance(name, word) === 1,
  );
}

/** Headers of docker's lists and of ps, df and the like, with the kind of their cells. */
const HEADERS: Readonly<Record<string, ColumnKind>> = {
  'CONTAINER ID': 'id',
  CONTAINER: 'text',
  'NETWORK ID': 'id',
  'IMAGE ID': 'id',
  'PLUGIN ID': 'id',
  ID: 'id',
  NODE: 'host',
  IMAGE: 'text',
  COMMAND: 'command',
  CMD: 'command',
  CREATED: 'age',
  'CREATED AT': 'measure',
  UPDATED: 'age',
  'RUNNING FOR': 'age',
  STATUS: 'status',
  STATE: 'status',
  PORTS: 'ports',
  NAMES: 'name',
  NAME: 'name',
  'VOLUME NAME': 'name',
  REPOSITORY: 'name',
  TAG: 'name',
  DIGEST: 'id',
  SIZE: 'measure',
  'VIRTUAL SIZE': 'measure',
  'SHARED SIZE': 'measure',
  'UNIQUE SIZE': 'measure',
  DRIVER: 'text',
  SCOPE: 'text',
  AVAILABILITY: 'text',
  'MANAGER STATUS': 'text',
  'ENGINE VERSION': 'measure',
  HOSTNAME: 'host',
  MODE: 'text',
  REPLICAS: 'replicas',
  'DESIRED STATE': 'text',
  'CURRENT STATE': 'status',
  ERROR: 'text',
  'CREATED BY': 'command',
  COMMENT: 'text',
  LABELS: 'text',
  MOUNTS: 'text',
  NETWORKS: 'text',
  LINKS: 'measure',
  'LOCAL VOLUMES': 'measure',
  SERVICE: 'name',
  SERVICES: 'text',
  ORCHESTRATOR: 'text',
  ENDPOINTS: 'text',
  'CONFIG FILES': 'text',
  DESCRIPTION: 'text',
  'DOCKER ENDPOINT': 'measure',
  TYPE: 'text',
  TOTAL: 'measure',
  ACTIVE: 'measure',
  RECLAIMABLE: 'measure',
  ENABLED: 'text',
  'CPU %': 'measure',
  'MEM %': 'measure',
  'MEM USAGE / LIMIT': 'measure',
  'NET I/O': 'measure',
  'BLOCK I/O': 'measure',
  PIDS: 'measure',
  UID: 'text',
  USER: 'text',
  PID: 'measure',
  PPID: 'measure',
  C: 'measure',
  STIME: 'measure',
  START: 'measure',
  TTY: 'measure',
  TT: 'measure',
  TIME: 'measure',
  '%CPU': 'measure',
  '%MEM': 'measure',
  VSZ: 'measure',
  RSS: 'measure',
  STAT: 'measure',
  CLASS: 'text',
  '...': 'text',
  '…': 'text',
};

/** Whether a column stands for those that the author left out. */
export const isLeftOut = ({ name }: Column): boolean => name === '...' || name === '…';

/** Headers that have another name today. */
const RENAMED: Readonly<Record<string, string>> = {
  'VIRTUAL SIZE': 'SIZE',
  CMD: 'COMMAND',
  'RUNNING FOR': 'CREATED',
};

/** Whether docker's lists, or those of the common programs, have columns of these names. */
export const isKnown = (columns: readonly Column[]): boolean =>
  columns.every(({ written }) => Object.hasOwn(HEADERS, written));

const LONGEST_WORDS = 4;

function longestHeader(text: string, from: number): string | undefined {
  let end = from;
  let found: string | undefined;
  for (let words = 0; words < LONGEST_WORDS; words += 1) {
    while (end < text.length && text[end] !== ' ') end += 1;
    const name = text.slice(from, end);
    if (Object.hasOwn(HEADERS, name)) found = name;
    if (text[end] !== ' ' || text[end + 1] === ' ') break;
    end += 1;
  }
  return found;
}

function columnAt(name: string, from: number): Column {
  return {
    name: RENAMED[name] ?? name,
    written: name,
    kind: HEADERS[name] ?? 'text',
    from,
    to: from + name.length,
  };
}

/** Headers of other programs and templates: two or more groups of capitals, two blanks apart. */
function columnsByGap(text: string): readonly Column[] | undefined {
  const groups = [...text.matchAll(/\S+(?: \S+)*/g)];
  if (groups.length < 2 || !groups.every(([group]) => /^[A-Z][A-Z0-9 %/._()-]*$/.test(group)))
    return undefined;
  return groups.map((match) => columnAt(match[0], match.index));
}

const STATUS =
  /^(?:Up|Exited|Created|Restarting|Paused|Dead|Removal|Ready|Down|Running|Shutdown|Preparing|Pending|Complete|Failed|Rejected|Starting|Assigned|Accepted|Orphaned|running|exited|created|paused|restarting|dead)\b/;
const PORT = /^\S*(?:\d\/(?:tcp|udp|sctp)|->\S+)$/;

/** Whether a text may be a cell of that kind; only certain misfits count. */
export function fits(kind: ColumnKind, text: string): boolean {
  switch (kind) {
    case 'id':
      return /^(?:(?:sha256:)?[0-9a-f]{12,64}|[0-9a-z]{12,25}(?: \*)?|<none>|<missing>|\*|\w{1,40}|[0-9a-z]{2,24}(?:\.{2,3}|…)[0-9a-z]{0,24})$/.test(
        text,
      );
    case 'age':
      return /ago$|^N\/A$|^\d{4}-\d\d-\d\d/.test(text) || isShortAge(text);
    case 'status':
      return STATUS.test(text) && !/\d\/(?:tcp|udp|sctp)\b/.test(text);
    case 'ports':
      return text
        .replace(/,$/, '')
        .split(/, ?/)
        .every((port) => PORT.test(port));
    case 'measure':
      return /\d|^-|^\?/.test(text);
    case 'command':
      return true;
    case 'name':
      return /^\S*(?: \*)?$/.test(text);
    default:
      return true;
  }
}

/** Whether a row of the table could begin so: for tables that begin with an ID, only an ID does. */
export function beginsRow(columns: readonly Column[], text: string): boolean {
  // Numbers stand at the right of their column.
  if (text.startsWith(' ')) return columns[0]!.from > 0 || columns[0]!.kind === 'measure';
  if (columns[0]?.kind !== 'id') return true;
  const first = tokenize(text.slice(0, 80)).at(0);
  return (
    first?.valueClass?.kind === 'identity' ||
    /^(?:<none>|<missing>|\.{3}|…|[0-9a-z]{12}(?![0-9a-z]))/.test(text)
  );
}

/** An age as authors shorten it: `5 mins` or `5 minutes` of `5 minutes ago`. */
export function isShortAge(text: string): boolean {
  return SHORT_AGE.test(text);
}

const SHORT_AGE =
  /^(?:(?:About )?an? (?:minute|hour|day|week|month|year)|Less than a second|\d{1,4} ?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mon?|mons?|months?|y|yrs?|years?))\.?(?: ago|(?:\.{2,}|…))?$/i;
