import { dockerCommand } from '../command/docker.ts';
import { hostsReached, machineCreated, remoteCommand } from '../command/remote.ts';
import { parseScript } from '../command/words.ts';
import type { Skip } from '../model/lab.ts';
import type { DraftCommand } from './draft.ts';
import { joinsSwarm } from './machine-clues.ts';
import { sameName } from './machine-names.ts';
import { listedNodes } from './machine-outputs.ts';
import type { Placed } from './machine-places.ts';
import type { MachinesOfLab } from './machines.ts';

/** Why a command needs machines other than the one that its lab begins at. */
export type MachineUse = Pick<Skip, 'message' | 'unless'> & { readonly hint?: string };

/** Undefined for a command that one machine is enough for. */
export function machineUse(draft: DraftCommand, several: MachinesOfLab): MachineUse | undefined {
  const { typed } = draft.entry.command;
  const created = machineCreated(typed);
  if (created && !LOCAL.test(created.driver)) {
    return {
      message: `docker-machine makes a machine at ${created.driver}`,
      hint: 'run it with an account there',
    };
  }
  const placed = several.placed.get(draft);
  const [first, ...others] = several.machines.map(({ name }) => name);
  if (first === undefined) return undefined;
  // Its author has it run on all of them, so nobody waits on one for what the others would do.
  const whole: MachineUse | undefined = several.declared
    ? {
        message: `it is part of a lab on ${several.machines.length} machines, ${[first, ...others].join(', ')}`,
        unless: 'machines',
      }
    : undefined;
  return !placed
    ? whole
    : (placedUse(draft, placed, {
        first,
        others,
        addresses: several.machines.flatMap((machine) => machine.addresses),
      }) ?? whole);
}

function placedUse(
  draft: DraftCommand,
  placed: Placed,
  {
    first,
    others,
    addresses,
  }: {
    readonly first: string;
    readonly others: readonly string[];
    readonly addresses: readonly string[];
  },
): MachineUse | undefined {
  const unless = 'machines';
  const { typed } = draft.entry.command;
  const created = machineCreated(typed);
  if (joinsSwarm(placed.script ?? typed)) return { message: 'it joins another machine to the swarm', unless };
  if (placed.script !== undefined) {
    const remote = remoteCommand(typed);
    const message = created
      ? 'docker-machine makes and uses other machines'
      : remote
        ? `${remote.program} reaches another machine, ${placed.machine}`
        : placed.script === typed
          ? `a context leads to another machine, ${placed.machine}`
          : `it leaves another machine, ${placed.machine}`;
    return { message, unless };
  }
  const reached = hostsReached(typed);
  const isMachine = (host: string): boolean =>
    [first, ...others].some((name) => sameName(name, host)) || addresses.includes(host);
  if (reached?.hosts.every((host) => host === undefined || isMachine(host)))
    return { message: `${reached.program} reaches another machine`, unless };
  if (placed.machine !== first)
    return { message: `it is typed on another machine, ${placed.machine}`, unless };
  if (placed.also.length > 0)
    return { message: `it is typed on other machines too, ${placed.also.join(', ')}`, unless };
  if (placed.joins)
    return {
      message: `it needs ${placed.joins.map(({ machine }) => machine).join(', ')} in the swarm`,
      unless,
    };
  const listed = listedNodes(draft.output).map(({ name }) => name);
  if (listed.length > 1)
    return { message: `its output lists other machines, ${listed.slice(0, 3).join(', ')}`, unless };
  const named = [...nodesNamed(typed), ...awaited(typed)].find((name) =>
    others.some((other) => sameName(other, name)),
  );
  return named === undefined ? undefined : { message: `it is about another machine, ${named}`, unless };
}

/** What a loop looks for until it is there, which nobody would bring about. */
const awaited = (script: string): readonly string[] =>
  /\b(?:until|while)\b/.test(script) ? (script.match(/[\w.-]+/g) ?? []) : [];

/** Drivers of docker-machine that make a machine on the computer it is typed at; '' is its default. */
const LOCAL = /^(?:|virtualbox|hyperv|vmware\w*|xhyve|hyperkit|parallels|kvm\d?|qemu|none|generic)$/;

/** The nodes that `docker node` commands name. */
function nodesNamed(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    return docker && /^node (?!ls)/.test(docker.verb) ? docker.arguments : [];
  });
}
