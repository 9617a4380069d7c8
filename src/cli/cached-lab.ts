import { dirname, relative, resolve } from 'node:path';
import type { LabResult, RunEvent } from '../model/event.ts';
import type { Command, Lab, SkipReason } from '../model/lab.ts';
import type { CachedResult, CachedTopology } from './cache-store.ts';

/** Reasons of skips that are the same whenever a document is run in the same way on the same kind of machine. */
const LASTING: ReadonlySet<SkipReason> = new Set([
  'placeholder',
  'multi-node',
  'editor',
  'synopsis',
  'hazard',
  'blocked',
  'known-bad',
  'directive',
]);

/**
 * Whether a result may stand for a later run: all that was run of it held at the first attempt, and nothing was left out
 * for want of something that may be there the next time.
 */
export function isLasting({ verdict, commands, cleanup, problems, attempts }: LabResult): boolean {
  return (
    (verdict === 'passed' || verdict === 'drifted') &&
    attempts === undefined &&
    commands.every(
      ({ skip, attempts: tried }) => (!skip || LASTING.has(skip.reason)) && tried === undefined,
    ) &&
    cleanup.left.length === 0 &&
    problems.every(({ severity }) => severity !== 'error')
  );
}

/** What is kept of a lab's run, from its events. */
export function recordingOf(
  events: readonly RunEvent[],
  { pictured }: Pick<CachedResult, 'pictured'>,
): CachedResult | undefined {
  const start = events.find((event) => event.type === 'lab-started');
  const end = events.find((event) => event.type === 'lab-finished');
  if (!start || !end) return undefined;
  let after = 0;
  const topologies: CachedTopology[] = [];
  for (const event of events) {
    if (event.type === 'step-finished') after += 1;
    if (event.type === 'topology')
      topologies.push({ after, networks: event.networks, containers: event.containers });
  }
  return {
    at: start.startedAt,
    ...(end.result.engine && { engine: end.result.engine }),
    result: end.result,
    topologies,
    notices: events.flatMap((event) => (event.type === 'notice' ? [event.problem] : [])),
    pictured,
  };
}

/** The events of a lab that is not run again: what it came to then, and when that was. */
export function* replayed(
  lab: Lab,
  { at, engine, topologies, notices, ...cached }: CachedResult,
): Generator<RunEvent> {
  const result: LabResult = { ...cached.result, file: lab.file, cached: at };
  const commands = new Map(commandsOf(lab).map((command) => [command.id, command]));
  yield { type: 'lab-started', lab, startedAt: at, ...(engine && { engine }), cached: at };
  for (const [index, step] of result.steps.entries()) {
    const source = lab.steps.find(({ ordinal }) => ordinal === step.ordinal);
    if (source) yield { type: 'step-started', lab, step: source };
    for (const own of result.commands.filter((command) => command.step === step.ordinal)) {
      const command = commands.get(own.id);
      if (command) yield { type: 'command-started', lab, command };
      yield { type: 'command-finished', lab, result: own };
    }
    yield { type: 'step-finished', lab, result: step };
    for (const { after, ...topology } of topologies)
      if (after === index + 1) yield { type: 'topology', lab, ...topology };
  }
  yield { type: 'cleanup-started', lab };
  for (const problem of notices) yield { type: 'notice', lab, problem };
  yield { type: 'cleanup-finished', lab, result: result.cleanup };
  yield { type: 'lab-finished', lab, result };
}

const commandsOf = ({ steps }: Lab): readonly Command[] =>
  steps.flatMap(({ actions }) => actions.filter((action) => action.kind === 'command'));

/** The same with names of files from the document's folder, which is another in another checkout. */
export function portable<T>(value: T, { file }: Pick<Lab, 'file'>): T {
  const folder = dirname(resolve(file));
  return withFiles(value, (name) => relative(folder, resolve(name)));
}

/** Undoes `portable`, for a document that is called by this name now. */
export function located<T>(value: T, { file }: Pick<Lab, 'file'>): T {
  const folder = dirname(resolve(file));
  return withFiles(value, (name) => {
    const path = resolve(folder, name);
    return path === resolve(file) ? file : relative('', path);
  });
}

const withFiles = <T>(value: T, change: (name: string) => string): T =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      key === 'file' && typeof part === 'string' ? change(part) : part,
    ),
  ) as T;
