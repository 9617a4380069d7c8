import { effectsOf } from '../command/meaning.ts';
import { placeholders } from '../lab/placeholders.ts';
import type { Command } from '../model/lab.ts';
import type { ObjectKind } from '../profile/verb.ts';
import type { LabContext, Several } from './context.ts';

type Whereabouts = Pick<LabContext, 'machine' | 'ownMachine'> & {
  readonly several: Pick<Several, 'addresses'> | undefined;
};

const LISTED: readonly ObjectKind[] = ['container', 'network', 'volume', 'image'];

/**
 * The script with every placeholder replaced by the one object of the lab that it can stand for;
 * undefined when there is none or more than one, so that nothing is guessed.
 */
export function fillPlaceholders(
  command: Command,
  context: Pick<LabContext, 'made'> & Partial<Whereabouts>,
): string | undefined {
  let script = command.script;
  const holes = placeholders(command.script);
  if (holes.length === 0) return undefined;
  for (const hole of holes.toReversed()) {
    const address = ADDRESS.test(script.slice(0, hole.from)) ? ownAddress(context) : undefined;
    if (address !== undefined) {
      script = script.slice(0, hole.from) + address + script.slice(hole.to);
      continue;
    }
    const kind = hole.kind ?? kindAsked(command.script, hole.text);
    if (!kind || !LISTED.includes(kind as ObjectKind)) return undefined;
    const candidates = context.made().filter((object) => object.kind === kind);
    const [only] = candidates;
    if (candidates.length !== 1 || !only) return undefined;
    script = script.slice(0, hole.from) + (only.name || only.id.slice(0, 12)) + script.slice(hole.to);
  }
  return script;
}

/** Options that take an address of the machine that they are typed at. */
const ADDRESS = /--(?:advertise|listen|data-path)-addr[= ]['"]?$/;

/** An engine takes the name of a card for the address that it has. */
const ownAddress = ({ several, machine = '', ownMachine }: Partial<Whereabouts>): string | undefined =>
  several?.addresses.get(machine) ?? (ownMachine ? 'eth0' : undefined);

/** The kind of object that the command takes where the placeholder stands. */
function kindAsked(script: string, text: string): ObjectKind | undefined {
  for (const effect of effectsOf(script)) {
    if ((effect.act === 'use' || effect.act === 'change') && effect.names.includes(text)) return effect.kind;
  }
  return undefined;
}
