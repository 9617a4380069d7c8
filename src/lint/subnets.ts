import { networkOf } from '../text/ipv4.ts';
import type { Story } from './story.ts';

/** A range that a command fixes for a network. */
export interface Range {
  readonly network: string;
  readonly subnet: string;
  readonly line: number;
}

/** The IPv4 ranges of a network; undefined when the engine chooses one, or there is no telling. */
export function fixedRanges(
  { lives }: Story,
  network: string,
  command: number,
): readonly Range[] | undefined {
  const life = lives.at('network', network, command);
  if (life?.object.kind !== 'network' || !life.certain) return undefined;
  const { subnets } = life.object;
  const ranges = subnets.filter((subnet) => networkOf(subnet));
  if (ranges.length === 0 || ranges.length < subnets.filter((subnet) => !subnet.includes(':')).length)
    return undefined;
  return ranges.map((subnet) => ({ network, subnet, line: life.line }));
}
