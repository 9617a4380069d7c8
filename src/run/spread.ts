import type { ExpectedOutput } from '../model/lab.ts';
import type { LabContext } from './context.ts';

/**
 * A live output with the tasks of a service where the document has them. On which machine a task runs
 * the swarm chooses anew each time; how many run together, it does not. What differs in that stays as it is.
 */
export function asSpread(
  expected: ExpectedOutput,
  live: string,
  { several, correspondence }: Pick<LabContext, 'several' | 'correspondence'>,
): string {
  if (!several) return live;
  const names = [...several.contexts.keys()];
  const shown = expected.lines.map(({ text }) => text);
  return sameNumbers(
    shown,
    placedAlike(shown, live, { names, liveOf: (name) => correspondence.liveOf(name) ?? name }),
  );
}

interface Row {
  readonly index: number;
  readonly key: string;
  readonly node: string;
}

/** Gives the rows of tasks the machines of the same rows in the document, if they are shared out alike. */
function placedAlike(
  shown: readonly string[],
  live: string,
  { names, liveOf }: { readonly names: readonly string[]; readonly liveOf: (name: string) => string },
): string {
  const lines = live.split('\n');
  const isNode = (word: string): boolean => names.includes(word) || names.includes(liveOf(word));
  const documented = rowsOf(shown, isNode).map((row) => ({ ...row, node: liveOf(row.node) }));
  const running = rowsOf(lines, isNode);
  const wanted = new Map(documented.map((row) => [row.key, row]));
  const common = running.filter(({ key }) => wanted.has(key));
  if (common.length === 0 || common.length !== documented.length) return live;
  const there = common.map(({ node }) => node);
  const asked = documented.map(({ node }) => node);
  if (pattern(there) !== pattern(asked)) return live;
  for (const { index, key, node } of common) {
    const other = wanted.get(key)!.node;
    const line = lines[index]!;
    const at = nodeAt(line, node);
    const rest = line.slice(at + node.length);
    const width = /^ {2,}/.test(rest) ? node.length - other.length : 0;
    const blank = width >= 0 ? ' '.repeat(width) + rest : rest.replace(new RegExp(`^ {0,${-width}}`), '');
    lines[index] = line.slice(0, at) + other + blank;
  }
  return lines.join('\n');
}

/** Rows that name a task (`web.1`) and a machine; the history of a task has one for each time. */
function rowsOf(lines: readonly string[], isNode: (word: string) => boolean): readonly Row[] {
  const seen = new Map<string, number>();
  return lines.flatMap((line, index): readonly Row[] => {
    const task = /(?:^|[\s_])([\w-]*[A-Za-z][\w-]*\.\d{1,4})(?=\s|$)/.exec(line)?.[1];
    const node = line.match(/[\w.-]+/g)?.find((word) => word !== task && isNode(word));
    if (task === undefined || node === undefined) return [];
    const state =
      /\b(?:Running|Shutdown|Ready|Accepted|Preparing|Pending|Failed|Rejected|Remove)\b/.exec(line)?.[0] ??
      '';
    const name = `${task} ${state}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [{ index, key: `${name} ${count}`, node }];
  });
}

const nodeAt = (line: string, node: string): number =>
  new RegExp(`(?<![\\w.-])${node.replaceAll('.', '\\.')}(?![\\w.-])`).exec(line)?.index ?? 0;

/** How many are together, whatever the machines are called: `2 1` for two on one and one on another. */
function pattern(nodes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const node of nodes) counts.set(node, (counts.get(node) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a).join(' ');
}

/** Containers of a machine are called by their tasks, `web.2.…`, of which any may be there. */
function sameNumbers(shown: readonly string[], live: string): string {
  const documented = [...shown.join('\n').matchAll(TASK_CONTAINER)];
  const running = [...live.matchAll(TASK_CONTAINER)];
  let out = live;
  for (const service of new Set(documented.map(([, name]) => name!))) {
    const numbers = documented.filter(([, name]) => name === service).map(([, , number]) => number!);
    const own = running.filter(([, name]) => name === service);
    if (numbers.length !== own.length) continue;
    const free = numbers.filter((number) => !own.some(([, , other]) => other === number));
    for (const [text, , number, id] of own) {
      if (numbers.includes(number!)) continue;
      out = out.replaceAll(text, `${service}.${free.shift()}.${id}`);
    }
  }
  return out;
}

const TASK_CONTAINER = /\b([A-Za-z][\w-]{0,60})\.(\d{1,4})\.([a-z0-9]{25}|[a-z0-9]{4,24}(?:\.{3}|…))/g;
