import type { Endpoint } from '../docker/endpoint.ts';

/** What it takes to work in a laboratory by hand. */
export interface Desk {
  /** Program and arguments that start a shell where the lab's are; undefined where there is no such way. */
  readonly enter: readonly string[] | undefined;
  readonly cwd: string;
  /** Private to the run, and gone with it. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The engine as the lab sees it. */
  readonly endpoint: Endpoint;
}
