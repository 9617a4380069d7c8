import type { ObjectKind } from '../command/meaning.ts';
import { effectsOf } from '../command/meaning.ts';
import { placeholders } from '../lab/placeholders.ts';
import type { Command } from '../model/lab.ts';
import type { LabContext } from './context.ts';

const LISTED: readonly ObjectKind[] = ['container', 'network', 'volume', 'image'];

/**
 * The script with every placeholder replaced by the one object of the lab that it can stand for;
 * undefined when there is none or more than one, so that nothing is guessed.
 */
export function fillPlaceholders(command: Command, context: LabContext): string | undefined {
  let script = command.script;
  const holes = placeholders(command.script);
  if (holes.length === 0) return undefined;
  for (const hole of holes.toReversed()) {
    const kind = hole.kind ?? kindAsked(command.script, hole.text);
    if (!kind || !LISTED.includes(kind as ObjectKind)) return undefined;
    const candidates = context.made().filter((object) => object.kind === kind);
    const [only] = candidates;
    if (candidates.length !== 1 || !only) return undefined;
    script = script.slice(0, hole.from) + (only.name || only.id.slice(0, 12)) + script.slice(hole.to);
  }
  return script;
}

/** The kind of object that the command takes where the placeholder stands. */
function kindAsked(script: string, text: string): ObjectKind | undefined {
  for (const effect of effectsOf(script)) {
    if ((effect.act === 'use' || effect.act === 'change') && effect.names.includes(text)) return effect.kind;
  }
  return undefined;
}
