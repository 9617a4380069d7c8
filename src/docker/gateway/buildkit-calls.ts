import { setTimeout as delay } from 'node:timers/promises';
import { ownHistory, recentUsage } from './buildkit-lists.ts';
import type { MessageEdit } from './grpc-messages.ts';
import { delimited, fieldsOf, mapEntry, readMapEntry, textField } from './protobuf.ts';
import type { Run } from './run.ts';

export const control = '/moby.buildkit.v1.Control';
const bridge = '/moby.buildkit.v1.frontend.LLBBridge';

export type CallEdit = (run: Run, message: Buffer) => Promise<Buffer>;

/** A build argument: whose builds share what `RUN --mount=type=cache` keeps. */
export const cacheNamespace = 'BUILDKIT_CACHE_MOUNT_NS';

/**
 * The calls that pass, by service. Others would read what is not the run's, or are not known here:
 * the engine's content can be listed whole.
 */
const known: Readonly<Record<string, readonly string[]>> = {
  [control]: ['Solve', 'Status', 'Session', 'ListWorkers', 'Info', 'DiskUsage', 'ListenBuildHistory'],
  [bridge]: [
    ...['Ping', 'Solve', 'Return', 'Inputs', 'Warn', 'Evaluate', 'ResolveImageConfig', 'ResolveSourceMeta'],
    ...['ReadFile', 'ReadDir', 'StatFile', 'NewContainer', 'ReleaseContainer', 'ExecProcess'],
  ],
  '/containerd.services.content.v1.Content': ['Info', 'Read'],
  '/grpc.health.v1.Health': ['Check', 'Watch'],
  '/opentelemetry.proto.collector.trace.v1.TraceService': ['Export'],
};

/** Calls of BuildKit's that are changed on their way, by path. */
const edits: Readonly<Record<string, CallEdit>> = {
  // Field numbers are those of control.proto and gateway.proto of BuildKit.
  [`${control}/Solve`]: async (run, message) => {
    run.builds.add(textField(message, 1));
    return confined(run, await withClaimedNames(run, message), 7);
  },
  [`${bridge}/Solve`]: async (run, message) => confined(run, message, 3),
  // What is no build of the run's is asked for by a name that the engine does not know.
  [`${control}/Status`]: async (run, message) =>
    (await isOwn(run, textField(message, 1))) ? message : delimited(1, Buffer.from(`none${run.view.suffix}`)),
};

/** Answers of which the run sees its part. */
const answers: Readonly<Record<string, MessageEdit>> = {
  [`${control}/ListenBuildHistory`]: ownHistory,
  [`${control}/DiskUsage`]: recentUsage,
};

/** Whether a call of BuildKit's passes, by its path. */
export function isKnown(path: string): boolean {
  const [, service = '', method = ''] = /^(\/[^/]+)\/([^/]+)$/.exec(path) ?? [];
  return Object.hasOwn(known, service) && known[service]?.includes(method) === true;
}

export function callEdit(path: string): CallEdit | undefined {
  return Object.hasOwn(edits, path) ? edits[path] : undefined;
}

export function answerEdit(path: string): MessageEdit | undefined {
  return Object.hasOwn(answers, path) ? answers[path] : undefined;
}

/** How long a build's status may be asked for before the build, in ms: as long as BuildKit waits itself. */
const AHEAD = 5_000;

async function isOwn(run: Run, build: string): Promise<boolean> {
  for (const until = performance.now() + AHEAD; !run.builds.has(build) && performance.now() < until; ) {
    await delay(20);
  }
  return run.builds.has(build);
}

/** A build's options are a map of strings; one that is appended is part of it. */
function confined(run: Run, message: Buffer, field: number): Buffer {
  const option = (key: string) => delimited(field, mapEntry(key, run.view.runId));
  return Buffer.concat([message, option(`label:${run.view.label}`), option(`build-arg:${cacheNamespace}`)]);
}

/** Options of exporters stand in field 4, of newer clients in field 2 of each field 13. */
async function withClaimedNames(run: Run, message: Buffer): Promise<Buffer> {
  const claimIn = async (bytes: Buffer, number: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    for (const field of fieldsOf(bytes) ?? []) {
      const entry =
        field.number === number && field.payload !== undefined ? readMapEntry(field.payload) : undefined;
      if (entry?.key !== 'name' || entry.value === '') parts.push(field.bytes);
      else parts.push(delimited(number, mapEntry('name', await claimAll(run, entry.value))));
    }
    return Buffer.concat(parts);
  };
  if (fieldsOf(message) === undefined) return message;
  const outer: Buffer[] = [];
  for (const field of fieldsOf(await claimIn(message, 4)) ?? []) {
    const exporter = field.number === 13 ? field.payload : undefined;
    outer.push(exporter === undefined ? field.bytes : delimited(13, await claimIn(exporter, 2)));
  }
  return Buffer.concat(outer);
}

/** The client gives full names, `docker.io/library/app:latest`, several with commas between. */
async function claimAll(run: Run, names: string): Promise<string> {
  return (await Promise.all(names.split(',').map((name) => run.images.claim(name)))).join(',');
}
