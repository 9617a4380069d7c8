/** Two spellings of a machine's name are one: `Node 2` and `node2`, `swarm-node-1` and `node-1`. */
export function sameName(a: string, b: string): boolean {
  const [x, y] = [squashed(a), squashed(b)];
  if (x === y) return true;
  const [short, long] = x.length < y.length ? [x, y] : [y, x];
  return short.length > 3 && long.endsWith(short) && /\d$/.test(short);
}

const squashed = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.[a-z].*$/, '')
    .replace(/[-_. ]/g, '');

/** What several machines have in common: `worker` of `worker-1` and `worker2`, '' for a name without a number. */
export function stemOf(name: string): string {
  return /^([A-Za-z][A-Za-z_.-]*?)[-_.]?(?:\d{1,3}|[a-d])$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Names that differ only in a number or a letter at the end, as those of a set of machines do. */
export function siblings(names: readonly string[]): readonly string[] {
  const stems = names.map(stemOf);
  return names.filter(
    (name, index) =>
      stems[index] !== '' && names.some((other, at) => stems[at] === stems[index] && !sameName(other, name)),
  );
}

/** What machines of a cluster are called after; an author's own computers are called otherwise. */
export const isNodeName = (name: string): boolean => NODE.test(name);

const NODE =
  /^(?:(?:docker|swarm|my)[-_]?)?(?:node|manager|mgr|worker|master|leader|slave|swarm|docker|host|vm|machine|server|client|ip|docker-host)[-_.]?\w{0,12}(?:-\d+){0,4}$/i;

/** Whether the name tells what the machine is in a swarm. */
export function roleInName(name: string): 'manager' | 'worker' | undefined {
  if (/manager|master|leader|^mgr/i.test(name)) return 'manager';
  return /worker|slave/i.test(name) ? 'worker' : undefined;
}

/** In the order that people count in. */
export const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
