import { volumesOf } from '../command/inventory.ts';
import type { Effect } from '../command/meaning.ts';
import type { Change } from '../profile/verb.ts';

/** The objects, by name, that an effect makes or changes. */
export function ownNames(effect: Effect): readonly string[] {
  switch (effect.act) {
    case 'create':
      return effect.object.name === undefined ? [] : [effect.object.name];
    case 'change':
      return effect.names;
    case 'connect':
    case 'disconnect':
      return [effect.container];
    case 'rename':
      return [effect.from, effect.to];
    default:
      return [];
  }
}

/** The same, and those that it only uses. */
export function touchedNames(effect: Effect): readonly string[] {
  if (effect.act === 'use') return effect.names;
  if (effect.act === 'connect' || effect.act === 'disconnect') return [effect.container, effect.network];
  if (effect.act !== 'create' || effect.object.kind !== 'container') return ownNames(effect);
  return [...ownNames(effect), ...effect.object.networks, ...volumesOf(effect.object)];
}

const ACTIONS: Readonly<Record<Change, readonly string[]>> = {
  start: ['start'],
  stop: ['stop', 'die'],
  kill: ['kill', 'die'],
  pause: ['pause'],
  unpause: ['unpause'],
  restart: ['restart'],
  remove: ['destroy', 'remove', 'delete', 'untag'],
  wait: ['die'],
};

/**
 * What the engine calls the change that an effect makes to what is there already; undefined when it
 * changes nothing. Source: the actions of `docker events`.
 */
export function actionsOf(effect: Effect): readonly string[] | undefined {
  if (effect.act === 'change') return ACTIONS[effect.change];
  if (effect.act === 'rename') return ['rename'];
  return effect.act === 'connect' || effect.act === 'disconnect' ? [effect.act] : undefined;
}

/** An object of one machine of several; what a swarm has goes by its name alone. */
export const nameAt = (machine: string, name: string): string => `${machine}/${name}`;
