import { setTimeout as delay } from 'node:timers/promises';
import type { Upstream } from './upstream.ts';

export interface Heartbeat extends Disposable {
  /** The engine has ended since, or could not be reached; it may be back, but where that was waited for. */
  readonly lost: boolean;
}

/** How long an engine that has ended may take to be back, in ms, as when a lab restarts its own. */
export const RETURN = 30_000;
export const RETRY = 250;

/**
 * Notices that the engine ends, even if it is started again at once: containers are stopped then. A
 * stream of its events, of which hardly any come, lasts as long as the engine does. One that is the
 * lab's to restart is only lost when it does not come back (`returns`).
 */
export function listenForEnd(upstream: Upstream, { returns }: { readonly returns: boolean }): Heartbeat {
  const stop = new AbortController();
  const { signal } = stop;
  let lost = false;
  void listen(upstream, signal).then(async () => {
    while (returns && !signal.aborted && (await isBack(upstream, signal))) await listen(upstream, signal);
    lost = !signal.aborted;
  });
  return {
    get lost() {
      return lost;
    },
    [Symbol.dispose]: () => stop.abort(),
  };
}

/** Settles when the engine ends. */
async function listen(upstream: Upstream, signal: AbortSignal): Promise<void> {
  const filters = encodeURIComponent(JSON.stringify({ type: ['daemon'] }));
  const answer = await upstream
    .send({ method: 'GET', path: `/events?filters=${filters}`, signal })
    .catch(() => undefined);
  if (answer === undefined) return;
  await new Promise<void>((resolve) => {
    answer
      .resume()
      .on('error', () => resolve())
      .on('close', resolve);
  });
}

async function isBack(upstream: Upstream, signal: AbortSignal): Promise<boolean> {
  for (const until = performance.now() + RETURN; !signal.aborted && performance.now() < until; ) {
    const answer = await upstream.ask('GET', '/_ping', { signal }).catch(() => undefined);
    if (answer?.status === 200) return true;
    await delay(RETRY, undefined, { signal }).catch(() => {});
  }
  return false;
}
