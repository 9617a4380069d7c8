import { addressesIn, networksIn } from '../text/ipv4.ts';
import type { Draft } from './draft.ts';
import { namesGiven, servicesIn, variablesGiven } from './given-names.ts';
import type { LabHosts } from './hosts.ts';

/** What the whole document says about names and machines. */
export interface LabFacts {
  readonly hosts: LabHosts;
  readonly given: ReadonlySet<string>;
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
    commands.flatMap(({ entry, output }) => {
      // A program that repeats what it was asked for shows no machine of the lab.
      const asked = new Set(addressesIn(entry.command.typed));
      return output.flatMap(({ text }) => addressesIn(text)).filter((address) => !asked.has(address));
    }),
  );
  const subnets = [...scripts, ...files].flatMap(networksIn);
  return { hosts: { names, subnets, addresses }, given };
}
