import type { Difference } from '../model/verdict.ts';
import { SWARM_NETWORKS } from '../profile/networks.ts';
import type { MatchContext } from './context.ts';
import type { Contradiction } from './meeting.ts';
import { nearest } from './nearest.ts';
import type { Token } from './tokens.ts';

/** One sentence on why a document value cannot be what is live. */
export function contradictionCause(
  { document, live, line }: { readonly document: Token; readonly live: Token; readonly line: number },
  { kind, value, what, line: earlier }: Contradiction,
): string {
  const says = `line ${line} says ${short(document.text)}`;
  const thing = document.valueClass?.name ?? 'value';
  switch (kind) {
    case 'pinned':
      return value === document.text
        ? `${says}, which line ${earlier} fixes for ${what || 'another thing'}; here it is ${short(live.text)}`
        : `${says}; line ${earlier} fixes ${short(value)}${what ? ` for ${what}` : ''}`;
    case 'outside-network':
      return what
        ? `${says}; ${what} is ${value} by line ${earlier}`
        : `${says}; its network is ${value} live (line ${earlier})`;
    case 'known-as-another':
      return `${says}; ${what ? `${what} has ${thing}` : `that ${thing} is`} ${short(value)} on line ${earlier}`;
    default:
      return earlier === line
        ? `${says}; live it is ${short(live.text)}`
        : `${says}, which is the ${thing}${what ? ` of ${what}` : ''} of line ${earlier}; here it is another`;
  }
}

/** Why a name that the document shows is not live, and whether it may come to be. */
export function missingName(
  name: string,
  line: number,
  { makers, names, command }: MatchContext,
): Pick<Difference, 'cause' | 'changes' | 'lasting' | 'topic'> {
  const maker = makers(name);
  if (maker) return { cause: `${maker.what} of line ${maker.line} is not there` };
  const near = nearest(name, names);
  const made = near === undefined ? undefined : makers(near);
  // Stacks and Compose name what they make themselves.
  const isNamedByLab = !/^(?:compose|node|service|stack)\b/.test(command.verb);
  return {
    ...(isNamedByLab && { lasting: true }),
    changes: SWARM_NETWORKS.has(name) ? 'with the swarm' : 'never',
    ...(made && { topic: `name ${name}` }),
    cause: made
      ? `line ${line} says ${name}; the lab makes ${made.what} on line ${made.line}`
      : `names ${name}: no earlier command creates it`,
  };
}

/** IDs in the length that docker prints. */
export function short(value: string): string {
  const digits = value.startsWith('sha256:') ? value.slice(7) : value;
  return /^[0-9a-f]{64}$/.test(digits) ? digits.slice(0, 12) : value;
}
