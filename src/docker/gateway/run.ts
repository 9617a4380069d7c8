import type { Endpoint } from '../endpoint.ts';
import type { Ledger } from '../ledger.ts';
import type { ImageView } from './image-view.ts';
import type { Upstream } from './upstream.ts';
import type { View } from './view.ts';

/** What all handlers of one gateway share. */
export interface Run {
  readonly endpoint: Endpoint;
  /** Where the lab reaches the gateway. */
  readonly socketPath: string;
  readonly upstream: Upstream;
  readonly ledger: Ledger;
  readonly view: View;
  readonly images: ImageView;
  /** Seconds; undefined leaves the engine's default. */
  readonly stopSeconds: number | undefined;
  /** Where the processes of the engine's machine are seen; undefined when they are not. */
  readonly proc: string | undefined;
  readonly privileged: 'allow' | 'refuse';
  /** To be awaited before the engine is asked for what makes a folder of the computer when it is not there. */
  readonly bindsTo: (path: string) => Promise<void>;
  /** Said once each, in order. */
  readonly notices: Set<string>;
  /** IDs of `exec` instances of the run's containers. */
  readonly execs: Set<string>;
  /** IDs that the lab's clients gave their builds. */
  readonly builds: Set<string>;
  /** Creations under way, so that what they bring along is not taken for somebody else's. */
  readonly creating: Set<Promise<unknown>>;
  readonly startedAt: Date;
  /** 28 of version 28.5.2. */
  readonly engineMajor: number;
  /** Where the engine keeps everybody's data, on its own machine. */
  readonly dataRoot: string;
  /** Whether the engine is a node of a swarm, and whether the lab made it one. */
  readonly swarm: { active: boolean; own: boolean };
}
