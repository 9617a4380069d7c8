import type { Draft, DraftCommand } from './draft.ts';
import { namesGiven, servicesIn, subnetsGiven, variablesGiven } from './given-names.ts';
import type { LabHosts } from './hosts.ts';

/** What the whole document says about names and machines. */
export interface LabFacts {
  readonly hosts: LabHosts;
  readonly given: ReadonlySet<string>;
  /** The machine that a command is typed at when it is not the lab's own, else ''. */
  otherMachine(draft: DraftCommand): string;
}

export function factsOfLab(drafts: readonly Draft[]): LabFacts {
  const commands = drafts.filter((draft) => draft.kind === 'command');
  const scripts = commands.map(({ entry }) => entry.command.typed);
  const files = drafts.flatMap((draft) =>
    draft.kind === 'file' ? [draft.block.lines.map(({ text }) => text).join('\n')] : [],
  );
  const named = scripts.flatMap(namesGiven);
  const given = new Set([...named, ...scripts.flatMap(variablesGiven)]);
  const names = new Set([...named, ...files.flatMap(servicesIn)].map((name) => name.toLowerCase()));
  const addresses = new Set(
    commands.flatMap(({ output }) =>
      output.flatMap(({ text }) => text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? []),
    ),
  );
  const subnets = [...scripts, ...files].flatMap(subnetsGiven);
  const machines = machinesOf(commands, scripts);
  return {
    hosts: { names, subnets, addresses },
    given,
    otherMachine: ({ machine }) => (machine !== '' && machines.others.has(machine) ? machine : ''),
  };
}

/** Names that the machines of a cluster have; an author's own computers are called otherwise. */
const NODE =
  /^(?:node|manager|worker|master|leader|slave|swarm|docker|host|vm|machine|server|client|ip)[-_.]?\w{0,12}(?:-\d+){0,4}$/i;

/**
 * The machines of the prompts besides the first. An author's prompt may change its name from one
 * day to the next, so they only count where the lab has to do with several machines.
 */
function machinesOf(
  commands: readonly DraftCommand[],
  scripts: readonly string[],
): { readonly others: ReadonlySet<string> } {
  const several = scripts.some((script) =>
    /\bswarm (?:join|init)\b|\bnode (?:ls|update|promote)\b|\bdocker-machine\b/.test(script),
  );
  if (!several) return { others: new Set() };
  const seen = new Set(commands.filter(({ where }) => where.kind === 'host').map(({ machine }) => machine));
  const [, ...others] = [...seen].filter((machine) => NODE.test(machine));
  return { others: new Set(others) };
}
