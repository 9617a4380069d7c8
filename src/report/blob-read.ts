import * as v from 'valibot';
import type { LabResult, RunEvent } from '../model/event.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import { BLOB_HEAD } from './blob.ts';

export interface Blob {
  /** The file it was read from. */
  readonly name: string;
  readonly title: string;
  readonly events: readonly RunEvent[];
}

const Head = v.object({ labproof: v.literal('blob'), version: v.number(), title: v.string() });

/** Whether a file's first line says that it is a blob, of whatever version. */
export function isBlob(firstLine: string): boolean {
  return v.is(Head, parsed(firstLine));
}

/**
 * The events of a blob's lines, the head's included. A last line that was cut short is left out: the
 * run was killed while it wrote, and what came before holds.
 */
export async function readBlob(name: string, lines: AsyncIterable<string>): Promise<Blob | Problem> {
  const events: RunEvent[] = [];
  const decode = decoder();
  let title: string | undefined;
  let broken: number | undefined;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (broken !== undefined) return unreadable(name, `line ${broken} is not an event of a run`);
    const value = parsed(line);
    if (title === undefined) {
      if (!v.is(Head, value)) return unreadable(name, 'it is not a blob of labproof');
      if (value.version !== BLOB_HEAD.version) return unknownVersion(name, value.version);
      title = value.title;
    } else {
      const event = decode(value);
      if (event) events.push(event);
      else broken = number;
    }
  }
  return title === undefined ? unreadable(name, 'it is empty') : { name, title, events };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const object = v.looseObject({});

/** The shape of what is put together again; the rest was written by this version's own types. */
const Line = v.variant('type', [
  v.looseObject({
    type: v.literal('run-started'),
    engine: v.optional(object),
    engines: v.optional(v.array(object)),
    files: v.array(v.string()),
    run: v.looseObject({
      startedAt: v.string(),
      version: v.string(),
      host: v.string(),
      commit: v.optional(v.string()),
      ci: v.optional(v.string()),
      shard: v.optional(v.object({ index: place, count: place })),
    }),
  }),
  v.looseObject({
    type: v.literal('lab-started'),
    lab: v.looseObject({ file: v.string() }),
    startedAt: v.string(),
  }),
  v.looseObject({ type: v.literal('step-started'), lab: place, step: object }),
  v.looseObject({ type: v.literal('command-started'), lab: place, command: object }),
  v.looseObject({ type: v.literal('command-finished'), lab: place, result: object }),
  v.looseObject({ type: v.literal('step-finished'), lab: place, result: object }),
  v.looseObject({
    type: v.literal('topology'),
    lab: place,
    networks: v.array(object),
    containers: v.array(object),
  }),
  v.looseObject({ type: v.literal('cleanup-started'), lab: place }),
  v.looseObject({ type: v.literal('cleanup-finished'), lab: place, result: object }),
  v.looseObject({
    type: v.literal('lab-finished'),
    lab: place,
    result: v.looseObject({ commands: v.array(v.union([place, object])) }),
  }),
  v.looseObject({ type: v.literal('notice'), lab: v.optional(place), problem: object }),
  v.looseObject({
    type: v.literal('run-finished'),
    result: v.looseObject({ labs: v.array(v.union([place, object])) }),
  }),
]);

/** Undoes what the blob reporter did to each event, in order; undefined for what is none. */
function decoder(): (value: unknown) => RunEvent | undefined {
  const labs: Lab[] = [];
  const commands: CommandResult[] = [];
  const results: LabResult[] = [];
  return (value) => {
    if (!v.is(Line, value)) return undefined;
    const lab = typeof value.lab === 'number' ? labs[value.lab] : undefined;
    if (typeof value.lab === 'number' && !lab) return undefined;
    const event = { ...value, ...(lab ? { lab } : {}) } as unknown as RunEvent;
    switch (event.type) {
      case 'lab-started':
        labs.push(event.lab);
        return event;
      case 'command-finished':
        commands.push(event.result);
        return event;
      case 'lab-finished': {
        const result = { ...event.result, commands: places(event.result.commands, commands) };
        results.push(result);
        return { ...event, result };
      }
      case 'run-finished':
        return { ...event, result: { ...event.result, labs: places(event.result.labs, results) } };
      default:
        return event;
    }
  };
}

/** Places replaced by what stands there; one that points nowhere is left out. */
function places<T>(values: readonly (T | number)[], known: readonly T[]): readonly T[] {
  return values.flatMap((value) => {
    if (typeof value !== 'number') return [value];
    const result = known[value];
    return result === undefined ? [] : [result];
  });
}

const unreadable = (name: string, message: string): Problem => ({
  severity: 'error',
  code: 'bad-blob',
  message: `${name}: ${message}`,
  hint: "name files that 'labproof run --reporter blob=FILE' wrote",
});

const unknownVersion = (name: string, version: number): Problem => ({
  severity: 'error',
  code: 'blob-version',
  message: `${name}: it is a blob of version ${version}; this labproof reads version ${BLOB_HEAD.version}`,
  hint: 'merge with the labproof that ran the labs',
});
