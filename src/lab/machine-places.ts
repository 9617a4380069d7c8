import { dockerCommand } from '../command/docker.ts';
import { machineCreated, remoteCommand } from '../command/remote.ts';
import { parseScript } from '../command/words.ts';
import type { SwarmMember } from '../model/lab.ts';
import { verbOf } from '../profile/verbs.ts';
import type { Draft, DraftCommand } from './draft.ts';
import { type Clues, joinsSwarm, listedAddresses, tabOf, unique } from './machine-clues.ts';
import { MachineContexts } from './machine-contexts.ts';
import { byNumber, roleInName, sameName } from './machine-names.ts';
import { listedNodes } from './machine-outputs.ts';
import { joinsByHand, type Place, placeIn } from './machine-prose.ts';

/** Where a command runs, and what of it, where that is not what is typed. */
export interface Placed {
  readonly machine: string;
  /** Others that it is typed at as well. */
  readonly also: readonly string[];
  /** What is typed leads to the machine: this runs there. */
  readonly script?: string;
  /** Machines that are in the swarm by then, without a command that joins them. */
  readonly joins?: readonly SwarmMember[];
}

interface Known {
  readonly names: readonly string[];
  readonly clues: Clues;
}

/** Gives every command its machine; `order` is the machines as they are first used. */
export function assignPlaces(
  drafts: readonly Draft[],
  { names, clues }: Known,
): { readonly placed: ReadonlyMap<DraftCommand, Placed>; readonly order: readonly string[] } {
  const placed = new Map<DraftCommand, Placed>();
  const addresses = listedAddresses(drafts);
  const nameOf = (word: string): string | undefined =>
    names.find((name) => name === word) ??
    names.find((name) => sameName(name, word)) ??
    names.find((name) => addresses.some((one) => one.address === word && sameName(one.name, name)));
  const inSwarm = new Map<string, 'manager' | 'worker'>();
  let byHand = false;
  const visits: string[] = [];
  const contexts = new MachineContexts(nameOf);
  const tabs = tabsOf(names, clues);
  const first = firstOf(drafts, { names, nameOf, clues });
  let current = first;
  let cue: Place | undefined;

  const inRole = (role: 'manager' | 'worker'): readonly string[] => {
    const named = names.filter((name) => roleInName(name) === role);
    const known = names.filter((name) => inSwarm.get(name) === role);
    if (named.length > 0)
      return known.filter((name) => named.includes(name)).length > 0 && role === 'manager' ? known : named;
    if (known.length > 0) return known;
    return role === 'manager' ? [first] : names.filter((name) => name !== first);
  };
  const resolve = (
    place: Place,
  ): { readonly machine: string; readonly also: readonly string[] } | undefined => {
    const one = (machine: string | undefined) => (machine === undefined ? undefined : { machine, also: [] });
    switch (place.by) {
      case 'name': {
        const machine = nameOf(place.name);
        const also = (place.also ?? []).flatMap((name) => nameOf(name) ?? []);
        return machine === undefined ? undefined : { machine, also };
      }
      case 'number':
        return one([first, ...names.filter((name) => name !== first)][place.number - 1]);
      case 'other':
        return one(
          names.find((name) => name !== first && !inSwarm.has(name)) ?? names.find((name) => name !== first),
        );
      case 'every':
        return { machine: first, also: names.filter((name) => name !== first) };
      case 'role': {
        const [machine, ...also] = inRole(place.role);
        return machine === undefined ? undefined : { machine, also: place.every ? also : [] };
      }
    }
  };

  for (const draft of drafts) {
    if (draft.kind === 'prose') {
      const told = placeIn(draft.prose, (word) => nameOf(word) !== undefined);
      if (joinsByHand(draft.prose.text)) byHand = true;
      if (told) cue = told;
      else if (draft.prose.kind === 'heading' && draft.prose.depth <= 2) cue = undefined;
      if (!told && draft.prose.kind === 'heading' && draft.prose.depth <= 2 && visits.length === 0)
        current = first;
    }
    if (draft.kind !== 'command') continue;
    const found = byContext(draft, placeOf(draft));
    const joins = joinsBefore(draft, found);
    byHand = false;
    const place = joins.length > 0 ? { ...found, joins } : found;
    placed.set(draft, place);
    for (const { machine, role } of joins) inSwarm.set(machine, role);
    const role = roleTaken(draft, place);
    if (role) for (const name of [place.machine, ...place.also]) inSwarm.set(name, role);
  }
  const used = unique([...placed.values()].flatMap(({ machine, also }) => [machine, ...also]));
  const order = [first, ...used, ...[...names].sort(byNumber)].filter(
    (name, at, all) => all.indexOf(name) === at,
  );
  const client =
    clues.created.length > 0 && !used.includes(first) ? order.filter((name) => name !== first) : order;
  return { placed, order: client };

  function placeOf(draft: DraftCommand): Placed {
    const { typed } = draft.entry.command;
    if (draft.where.kind === 'inside') {
      const { opener } = draft.where;
      const opened = [...placed].find(([other]) => other.id === opener)?.[1];
      return { machine: opened?.machine ?? current, also: [] };
    }
    const label = draft.machine === '' ? undefined : nameOf(draft.machine);
    const created = machineCreated(typed);
    if (created) return { machine: nameOf(created.name) ?? current, also: [], script: ':' };
    const remote = remoteCommand(typed, contexts.hosts);
    const target = remote && !remote.key ? nameOf(remote.host) : undefined;
    if (remote && target !== undefined) {
      if (remote.script === undefined) {
        visits.push(label ?? current);
        current = target;
        cue = undefined;
        return { machine: target, also: [], script: ':' };
      }
      if (!remote.expanded) return { machine: target, also: [], script: remote.script };
    }
    if (visits.length > 0 && /^(?:exit|logout)$/.test(typed.trim())) {
      const left = current;
      current = visits.pop()!;
      return { machine: left, also: [], script: ':' };
    }
    if (draft.directives.machine !== undefined) {
      current = nameOf(draft.directives.machine) ?? current;
      return { machine: current, also: [] };
    }
    if (label !== undefined) {
      current = label;
      cue = undefined;
      return { machine: label, also: [] };
    }
    const tab = tabOf(draft);
    if (tab > 0 && tabs[tab - 1] !== undefined) {
      current = tabs[tab - 1]!;
      return { machine: current, also: [] };
    }
    const told = cue && resolve(cue);
    if (joinsSwarm(typed)) return { machine: candidate(told?.machine ?? current), also: [] };
    if (told && managers(typed) && roleOf(told.machine) === 'worker' && !showsRefusal(draft)) cue = undefined;
    else if (told) {
      current = told.machine;
      return told;
    }
    if (managers(typed) && roleOf(current) === 'worker' && !showsRefusal(draft)) {
      current = names.find((name) => roleOf(name) === 'manager') ?? first;
    }
    return { machine: current, also: [] };
  }

  function byContext(draft: DraftCommand, place: Placed): Placed {
    if (draft.where.kind === 'inside' || place.script !== undefined) return place;
    const { typed } = draft.entry.command;
    const machine = contexts.engineFor(typed, place.machine);
    return machine === undefined ? place : { machine, also: [], script: typed };
  }

  function roleOf(machine: string): 'manager' | 'worker' | undefined {
    return inSwarm.get(machine) ?? clues.listed.find(({ name }) => sameName(name, machine))?.role;
  }

  /** Nodes that its output shows, or that the prose has joined, before any command does it. */
  function joinsBefore(draft: DraftCommand, { machine }: Placed): readonly SwarmMember[] {
    const listed = listedNodes(draft.output);
    const outside = names.filter((name) => !inSwarm.has(name) && name !== machine);
    if (listed.length > inSwarm.size) {
      const known = listed.filter(({ name }) => names.some((other) => sameName(other, name)));
      return known.length === listed.length
        ? listed.flatMap(({ name, role }) => {
            const own = nameOf(name)!;
            return inSwarm.has(own) ? [] : [{ machine: own, role }];
          })
        : outside
            .slice(0, listed.length - inSwarm.size)
            .map((name) => ({ machine: name, role: 'worker' as const }));
    }
    if (!byHand || inSwarm.size === 0 || joinsSwarm(draft.entry.command.typed)) return [];
    return outside.slice(0, 1).map((name) => ({ machine: name, role: roleInName(name) ?? 'worker' }));
  }

  /** The machine itself, or the next one where it is in a swarm already. */
  function candidate(machine: string): string {
    if (!inSwarm.has(machine) && machine !== first) return machine;
    return names.find((name) => name !== first && !inSwarm.has(name)) ?? machine;
  }
}

/** The machine that a document begins at. */
function firstOf(
  drafts: readonly Draft[],
  { names, nameOf, clues }: Known & { readonly nameOf: (word: string) => string | undefined },
): string {
  const init = drafts.find(
    (draft) => draft.kind === 'command' && /\bswarm init\b/.test(draft.entry.command.typed),
  );
  const typedAt = drafts.find(
    (draft) => draft.kind === 'command' && draft.machine !== '' && nameOf(draft.machine) !== undefined,
  );
  const remote = init?.kind === 'command' ? remoteCommand(init.entry.command.typed)?.host : undefined;
  const named =
    (init?.kind === 'command' && init.machine !== '' ? nameOf(init.machine) : undefined) ??
    (remote === undefined ? undefined : nameOf(remote)) ??
    (typedAt?.kind === 'command' ? nameOf(typedAt.machine) : undefined);
  if (named !== undefined) return named;
  const self = clues.listed.find((node) => node.self);
  const listed = self && nameOf(self.name);
  return listed ?? names.find((name) => roleInName(name) === 'manager') ?? names[0]!;
}

/** The machines of a training site's tabs, which are in the order that people count in. */
function tabsOf(names: readonly string[], { tabs, prompts, listed }: Clues): readonly string[] {
  if (tabs.length === 0 || prompts.length > 1) return [];
  const self = listed.find((node) => node.self)?.name;
  const sorted = [...names].sort(byNumber);
  return self !== undefined && sorted.includes(self) && !/\d$/.test(self)
    ? [self, ...sorted.filter((name) => name !== self)]
    : sorted;
}

/** What a command makes of the machine it is typed at. */
function roleTaken(draft: DraftCommand, { script }: Placed): 'manager' | 'worker' | undefined {
  const text = script ?? draft.entry.command.typed;
  for (const { words } of parseScript(text).commands) {
    const verb = dockerCommand(words)?.verb;
    if (verb === 'swarm init') return 'manager';
    if (verb === 'swarm join') return joinsAs(draft);
  }
  return undefined;
}

function joinsAs({ output, machine }: DraftCommand): 'manager' | 'worker' {
  const shown = /joined a swarm as a (manager|worker)/.exec(output.map(({ text }) => text).join('\n'))?.[1];
  return shown === 'manager' || shown === 'worker' ? shown : (roleInName(machine) ?? 'worker');
}

/** Whether it can only be typed at a manager. */
function managers(script: string): boolean {
  return parseScript(script).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    return docker !== undefined && verbOf(docker.verb).manager === true;
  });
}

const showsRefusal = ({ output }: DraftCommand): boolean =>
  output.some(({ text }) => /not a swarm manager|Worker nodes can't/i.test(text));
