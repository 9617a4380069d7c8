import type { Engine, EngineOptions } from '../docker/engine.ts';
import type { Place } from '../session/place.ts';

/**
 * `host`: the computer that labproof runs on, with an engine that is there already (maybe
 * elsewhere); `namespace`: a disposable one in namespaces of this Linux; `container`: a disposable
 * one in a privileged container of an engine.
 */
export type Backend = 'host' | 'namespace' | 'container';

/** Where a lab lives: an engine, and shells beside it. Disposing of it ends all that it had. */
export interface Machine extends Engine {
  /** Its hostname. */
  readonly name: string;
  readonly backend: Backend;
  /** Of its eth0, on which machines that were opened together reach each other; undefined for `host`. */
  readonly address: string | undefined;
  /** Where its shells are started. */
  readonly place: Place;
}

export interface MachineOptions extends EngineOptions {
  /** Such as `28` or `20.10`, which the engines are to be; any by default. */
  readonly engineVersion?: string | undefined;
  /** What machines that are containers are made of; see `ContainerMachineOptions`. */
  readonly machineImage?: string | undefined;
  /**
   * Hostnames of the machines, at least one. Several are plugged into one switch: each eth0 has an
   * address in one subnet, each eth1 is a card without an address on another wire, and each machine
   * knows the others by name.
   */
  readonly names: readonly string[];
}
