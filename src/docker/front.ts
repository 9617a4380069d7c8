import type { Endpoint } from './endpoint.ts';

/** What labproof has between itself and the engine of a lab. */
export interface Front extends AsyncDisposable {
  /** Where the engine is reached as the lab sees it. */
  readonly endpoint: Endpoint;
  /** The engine ended meanwhile, and with it what ran on it. */
  readonly engineLost: boolean;
  /** What the lab was given other than it asked for, a sentence each. */
  notices(): readonly string[];
}
