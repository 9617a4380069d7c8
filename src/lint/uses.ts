import type { PlannedCommand } from '../plan/plan.ts';
import type { ObjectKind } from '../profile/verb.ts';
import { DYNAMIC } from './lives.ts';

/** A name by which a command means an object that must be there. */
export interface Use {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly command: number;
}

/** The names that a command uses; words that the reader or the shell fills in are none. */
export function usesOf({ command, effects }: PlannedCommand): readonly Use[] {
  if (command.skip || command.where.kind !== 'host') return [];
  return effects
    .flatMap((effect): readonly Omit<Use, 'command'>[] => {
      switch (effect.act) {
        case 'use':
        case 'change': {
          const { kind, names } = effect;
          return kind === undefined ? [] : names.map((name) => ({ kind, name }));
        }
        case 'connect':
        case 'disconnect':
          return [
            { kind: 'network', name: effect.network },
            { kind: 'container', name: effect.container },
          ];
        case 'rename':
          return [{ kind: 'container', name: effect.from }];
        case 'create': {
          const { object } = effect;
          if (object.kind !== 'container') return [];
          return object.networks.map((network) =>
            network.startsWith('container:')
              ? { kind: 'container', name: network.slice('container:'.length) }
              : { kind: 'network', name: network },
          );
        }
        default:
          return [];
      }
    })
    .filter(({ kind, name }) => KINDS.has(kind) && /^[a-zA-Z0-9][\w.-]+$/.test(name) && !DYNAMIC.test(name))
    .map((use) => ({ ...use, command: command.id }));
}

const KINDS: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['container', 'network', 'volume']);
