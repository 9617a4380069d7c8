import type { Endpoint } from './endpoint.ts';

/** An engine to run labs on. Disposing of it ends it when labproof started it. */
export interface Engine extends AsyncDisposable {
  readonly kind: 'host' | 'private';
  readonly endpoint: Endpoint;
  /** Such as `28.5.2`. */
  readonly version: string;
  /** Such as `1.51`. */
  readonly apiVersion: string;
  /**
   * What to put before a command line so that it runs where the engine is (its network, its
   * processes, its /var/lib/docker), in the folder it is called in; empty when that is here.
   */
  readonly enter: readonly string[];
  /** The engine's /proc as it is seen from here, if it can be. */
  readonly proc: string | undefined;
  /** Where folders are made that labproof and the lab both see, at one path. */
  readonly folder: string;
  /** Where this machine finds the engine's data, if the engine is on this machine. */
  readonly dataRoot: string;
  /**
   * Leaves it there when it is disposed of, for `labproof clean` to remove, with the lab's folder in it. The
   * command that gets one into it. Absent where it is there anyway or can't stay.
   */
  keep?(folder: string): Promise<string>;
}

/**
 * `named`: an engine by its address, such as `ssh://me@build`, or by a Docker context; `container`: a
 * machine that is a container of the engine that docker would use or of the named one, which holds at
 * most `machines` of this run at a time.
 */
export type EngineChoice =
  | 'auto'
  | 'host'
  | 'private'
  | 'container'
  | { readonly named: string }
  | { readonly container: string; readonly machines?: number };

export interface EngineOptions {
  readonly choice: EngineChoice;
  /**
   * As of the docker command line. `LABPROOF_ENGINE_ROOT` names root file systems with other
   * versions' dockerd for private engines.
   */
  readonly env: NodeJS.ProcessEnv;
  /** Where labproof keeps what must outlive a run that is killed. */
  readonly stateDirectory: string;
}

/** Whether each lab has a machine of its own, or several. */
export function opensMachines(choice: EngineChoice): boolean {
  return (
    choice === 'private' || choice === 'container' || (typeof choice === 'object' && 'container' in choice)
  );
}

/** How many machines of a run an engine holds at a time. */
export function machinesOn(choice: EngineChoice): number {
  return (
    (typeof choice === 'object' && 'container' in choice ? choice.machines : undefined) ??
    Number.POSITIVE_INFINITY
  );
}
