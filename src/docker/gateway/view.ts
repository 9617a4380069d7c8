import { createHash } from 'node:crypto';
import type { EngineObject } from '../../model/verdict.ts';

/**
 * The label that every object of a run carries; its value is the run's ID. Runs inside a lab have
 * another, see `nesting.ts`.
 */
export const runLabel = 'labproof.run';

export type NamedKind = Exclude<EngineObject['kind'], 'image'>;

/**
 * What belongs to the run, as far as it is known without asking the engine, and how what is the
 * gateway's own doing is kept out of answers.
 */
export interface View {
  readonly runId: string;
  /** The key of the run's label. */
  readonly label: string;
  /** The label as a member of a JSON object. An object's text has it if and only if it is the run's. */
  readonly pair: string;
  /**
   * What the engine's name has behind the lab's name when somebody else has that name. A reference
   * to an object of somebody else gets it too: then the engine itself says that there is none.
   * Letters, digits and `-` are allowed in the names of all kinds.
   */
  readonly suffix: string;
  /** IDs of objects of the run, removed ones included: IDs do not return. Volumes by name. */
  readonly own: Readonly<Record<NamedKind, Set<string>>>;
  /** Names of the lab's objects that the engine knows with the suffix. */
  readonly apart: Readonly<Record<NamedKind, Set<string>>>;
  /** `volume NAME`, `image TAG` and `image ID` of what is or was the run's: whose events are the lab's. */
  readonly everOwn: Set<string>;
  /** Volumes for which no labels were given, which differs from an empty set of labels. */
  readonly unlabelled: Set<string>;
  /** IDs of containers that a failed build of the lab left; they have no label. */
  readonly adopted: Set<string>;
  /** IDs of images that were made from containers. */
  readonly committed: Set<string>;
  /** Texts to put in place of others in answers, such as the path of the socket. */
  readonly disguises: Map<string, string>;
}

export function createView(runId: string, label = runLabel): View {
  return {
    runId,
    label,
    pair: `"${label}":${JSON.stringify(runId)}`,
    suffix: `-lp${createHash('sha256').update(runId).digest('hex').slice(0, 8)}`,
    own: setPerKind(),
    apart: setPerKind(),
    everOwn: new Set(),
    unlabelled: new Set(),
    adopted: new Set(),
    committed: new Set(),
    disguises: new Map(),
  };
}

/** An answer's text as it would be without the gateway. */
export function hide(view: View, text: string): string {
  let result = text;
  if (result.includes(view.pair)) {
    result = result.replaceAll(`,${view.pair}`, '').replaceAll(`${view.pair},`, '').replaceAll(view.pair, '');
  }
  if (result.includes(view.suffix)) result = result.replaceAll(view.suffix, '');
  for (const [found, shown] of view.disguises) result = result.replaceAll(found, shown);
  return result;
}

/** For what has `null` instead of an empty set of labels. */
export function hideWithNullLabels(view: View, text: string): string {
  return hide(view, text.replaceAll(`"Labels":{${view.pair}}`, '"Labels":null'));
}

/** A committed image has an empty set, as its container has; any other has none. */
export function hideImage(view: View, text: string): string {
  if (!text.includes(view.pair)) return hide(view, text);
  const { Id } = JSON.parse(text) as { Id: string };
  return view.committed.has(Id) ? hide(view, text) : hideWithNullLabels(view, text);
}

export function ownVolume(view: View, name: string): void {
  view.own.volume.add(name);
  view.everOwn.add(`volume ${name}`);
}

function setPerKind(): Record<NamedKind, Set<string>> {
  return {
    container: new Set(),
    service: new Set(),
    network: new Set(),
    volume: new Set(),
    secret: new Set(),
    config: new Set(),
  };
}
