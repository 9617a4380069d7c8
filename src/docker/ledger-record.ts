import type { EngineObject } from '../model/verdict.ts';
import type { Endpoint } from './endpoint.ts';
import type { Foreseen } from './host-files.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** What a run made, as cleanup needs it: of the run that is going on or of an interrupted one. */
export interface RunRecord {
  /** Everything made, in order, what has been removed since included. */
  made(): readonly EngineObject[];
  /** Tags that were there before and that a call may have moved which has not ended: reference and image ID. */
  heldTags(): readonly HeldTag[];
  swarm(): SwarmRecord | undefined;
  builds(): readonly BuildRecord[];
  /** What of the computer's files was to be made or written, in order. */
  files(): readonly Foreseen[];
  /** When the run was going on last. */
  lastAlive(): Date;
}

export interface HeldTag {
  readonly reference: string;
  readonly id: string;
}

export interface SwarmRecord {
  /** Networks that a swarm brings along and that were not there before. */
  readonly networks: readonly string[];
  /** IDs that the engine had as a node of the run's swarms; another is of a swarm of somebody else's. */
  readonly nodes: readonly string[];
  /** When the first was asked for. */
  readonly enteredAt: Date;
}

/** A build of the classic builder, which labels the images of its steps not before the last one. */
export interface BuildRecord {
  /** IDs of the images that were there before. */
  readonly present: readonly string[];
  /** Instructions as announced, such as `RUN make`. */
  readonly steps: readonly string[];
  /** Unix time in s. */
  readonly startedAt: number;
}

/** A line of a ledger's file. */
export type Line =
  | {
      type: 'run';
      runId: string;
      label: string;
      endpoint: Endpoint;
      folders?: readonly string[];
      process: ProcessIdentity;
      at: string;
    }
  | { type: 'kept' }
  | { type: 'intent'; kind: EngineObject['kind']; name: string }
  | ({ type: 'made' } & EngineObject)
  | ({ type: 'held' } & HeldTag)
  | { type: 'released'; references: readonly string[] }
  | { type: 'swarm'; networks: readonly string[]; at: string }
  | { type: 'node'; id: string }
  | { type: 'build'; present: readonly string[]; startedAt: number }
  | { type: 'step'; instruction: string }
  | ({ type: 'file' } & Foreseen);

/** In a file whose end may be missing. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const line of text.split('\n')) {
    // A power cut may leave half a line at the end, whose object was then not yet asked for.
    try {
      if (line !== '') lines.push(JSON.parse(line) as Line);
    } catch {}
  }
  return lines;
}

/** What lines tell together. */
export function recordOf(lines: readonly Line[]): Omit<RunRecord, 'lastAlive'> {
  return {
    made() {
      const objects = new Map<string, EngineObject>();
      for (const line of lines) {
        if (line.type === 'made') {
          objects.delete(`${line.kind} intent ${line.name}`);
          objects.set(`${line.kind} ${line.id}`, { kind: line.kind, id: line.id, name: line.name });
        }
        // Only images have no label to be found by when the answer was never seen.
        if (line.type === 'intent' && line.kind === 'image') {
          objects.set(`image intent ${line.name}`, { kind: 'image', id: line.name, name: line.name });
        }
      }
      return [...objects.values()];
    },
    heldTags() {
      const held = new Map<string, HeldTag>();
      for (const line of lines) {
        if (line.type === 'held') held.set(line.reference, { reference: line.reference, id: line.id });
        if (line.type === 'released') for (const reference of line.references) held.delete(reference);
      }
      return [...held.values()];
    },
    builds() {
      const builds: { present: readonly string[]; steps: string[]; startedAt: number }[] = [];
      for (const line of lines) {
        if (line.type === 'build')
          builds.push({ present: line.present, startedAt: line.startedAt, steps: [] });
        else if (line.type === 'step') builds.at(-1)?.steps.push(line.instruction);
      }
      return builds;
    },
    files() {
      return lines.flatMap((line) => {
        if (line.type !== 'file') return [];
        const { path, before } = line;
        return [{ path, ...(before === undefined ? {} : { before }) }];
      });
    },
    swarm() {
      const line = lines.find((candidate) => candidate.type === 'swarm');
      const nodes = lines.flatMap((other) => (other.type === 'node' ? other.id : []));
      return line?.type === 'swarm'
        ? { networks: line.networks, nodes, enteredAt: new Date(line.at) }
        : undefined;
    },
  };
}
