import type { EngineReader } from '../model/engine.ts';
import type { CheckKind, Outcome } from './check.ts';
import { containerExists } from './container-exists.ts';
import { containerExited } from './container-exited.ts';
import { containerHealthy } from './container-healthy.ts';
import { containerImage } from './container-image.ts';
import { containerIp } from './container-ip.ts';
import { containerMac } from './container-mac.ts';
import { containerOnNetwork } from './container-on-network.ts';
import { containerPaused } from './container-paused.ts';
import { containerRoute } from './container-route.ts';
import { containerRunning } from './container-running.ts';
import { containerStarted } from './container-started.ts';
import { containerStopped } from './container-stopped.ts';
import { imageExists } from './image-exists.ts';
import { logContains } from './log-contains.ts';
import { networkExists } from './network-exists.ts';
import { networkListed } from './network-listed.ts';
import { objectGone } from './object-gone.ts';
import { portPublished } from './port-published.ts';
import { volumeExists } from './volume-exists.ts';
import { volumeMounted } from './volume-mounted.ts';

/** Every kind of check of labproof's own; a sentence is of the first kind whose pattern it fits. */
export const CATALOGUE = {
  'network-exists': networkExists,
  'network-listed': networkListed,
  'container-exists': containerExists,
  'container-running': containerRunning,
  'container-started': containerStarted,
  'container-stopped': containerStopped,
  'container-exited': containerExited,
  'container-paused': containerPaused,
  'container-healthy': containerHealthy,
  'container-on-network': containerOnNetwork,
  'container-image': containerImage,
  'container-mac': containerMac,
  'container-ip': containerIp,
  'container-route': containerRoute,
  'object-gone': objectGone,
  'volume-exists': volumeExists,
  'volume-mounted': volumeMounted,
  'image-exists': imageExists,
  'log-contains': logContains,
  'port-published': portPublished,
} satisfies Record<string, CheckKind>;

/** Those that plugins brought, after labproof's own. */
const added = new Map<string, CheckKind>();

/** Adds a plugin's kind of check; false when there is one of that name. */
export function addCheck(name: string, kind: CheckKind): boolean {
  if (Object.hasOwn(CATALOGUE, name) || added.has(name)) return false;
  added.set(name, kind);
  return true;
}

export const checkKinds = (): readonly CheckKind[] => [...Object.values(CATALOGUE), ...added.values()];

/** A sentence ready to be verified. */
export interface Check {
  readonly sentence: string;
  /** How long `verify` may be repeated while it does not hold, in ms. */
  readonly deadlineMs: number;
  verify(engine: EngineReader): Promise<Outcome>;
}

/** The check that a sentence states; undefined when no kind has such a sentence. */
export function checkOf(sentence: string): Check | undefined {
  const text = sentence.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  for (const kind of checkKinds()) {
    const match = kind.pattern.exec(text);
    if (!match) continue;
    const values = match.slice(1).map((value: string | undefined) => value ?? '');
    return {
      sentence: text,
      deadlineMs: kind.deadlineMs,
      verify: (engine) => kind.verify(values, engine),
    };
  }
  return undefined;
}
