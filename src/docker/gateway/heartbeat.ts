import type { Upstream } from './upstream.ts';

export interface Heartbeat extends Disposable {
  /** The engine has ended since, or could not be reached; it may be back. */
  readonly lost: boolean;
}

/**
 * Notices that the engine ends, even if it is started again at once: containers are stopped then. A
 * stream of its events, of which hardly any come, lasts as long as the engine does.
 */
export function listenForEnd(upstream: Upstream): Heartbeat {
  const stop = new AbortController();
  const filters = encodeURIComponent(JSON.stringify({ type: ['daemon'] }));
  let lost = false;
  const end = (): void => {
    lost ||= !stop.signal.aborted;
  };
  upstream
    .send({ method: 'GET', path: `/events?filters=${filters}`, signal: stop.signal })
    .then((answer) => answer.resume().on('error', end).on('close', end), end);
  return {
    get lost() {
      return lost;
    },
    [Symbol.dispose]: () => stop.abort(),
  };
}
