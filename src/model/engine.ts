/**
 * What checks and planning may ask of an engine. Names are those the lab uses; `undefined` means
 * there is no such object in the lab's view. Sources: the Engine API's inspect answers.
 */
export interface EngineReader {
  network(name: string): Promise<NetworkState | undefined>;
  networkNames(): Promise<readonly string[]>;
  container(name: string): Promise<ContainerState | undefined>;
  volume(name: string): Promise<VolumeState | undefined>;
  image(reference: string): Promise<ImageState | undefined>;
  /** Standard output of a command run in a running container; undefined when it cannot run. */
  runIn(container: string, argv: readonly string[]): Promise<string | undefined>;
  logs(container: string): Promise<string>;
  /** Undefined for an engine in no swarm. */
  swarm(): Promise<SwarmState | undefined>;
  /** Tasks of services, those that have ended among them; none for an engine that manages no swarm. */
  tasks(): Promise<readonly TaskState[]>;
}

export interface TaskState {
  /** The service and the place in it that one task after another takes. */
  readonly place: string;
  /** When it was made, in ms since 1970. */
  readonly made: number;
  /** How it ended by itself, '' while it has not. */
  readonly ended: '' | 'done' | 'failed';
  /** What the engine says of a failure. */
  readonly failure: string;
}

export interface SwarmState {
  /** The engine's ID as a node. */
  readonly node: string;
  /** What others join it with; a manager knows. */
  readonly tokens: { readonly manager: string; readonly worker: string } | undefined;
}

export interface NetworkState {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly subnets: readonly { readonly subnet: string; readonly gateway: string }[];
  readonly options: Readonly<Record<string, string>>;
  readonly internal: boolean;
  /** The machine that has it, where a lab has several; absent when all do. */
  readonly machine?: string;
}

export interface ContainerState {
  readonly id: string;
  readonly name: string;
  /** The machine that it is on, where a lab has several. */
  readonly machine?: string;
  readonly image: string;
  readonly running: boolean;
  readonly paused: boolean;
  readonly exitCode: number;
  readonly health: string;
  readonly networks: Readonly<Record<string, Attachment>>;
  readonly mounts: readonly { readonly type: string; readonly name: string; readonly destination: string }[];
  readonly ports: readonly {
    readonly container: string;
    readonly hostIp: string;
    readonly hostPort: number;
  }[];
}

export interface Attachment {
  readonly ip: string;
  readonly mac: string;
  readonly gateway: string;
  readonly prefixLength: number;
  /** Absent where it has none. */
  readonly ipv6?: { readonly ip: string; readonly prefixLength: number; readonly gateway: string };
}

export interface VolumeState {
  readonly name: string;
  readonly driver: string;
  /** The folder of the engine's machine that holds its files. */
  readonly mountpoint: string;
}

export interface ImageState {
  readonly id: string;
  readonly tags: readonly string[];
}
