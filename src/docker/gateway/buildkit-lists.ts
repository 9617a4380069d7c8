import type { MessageEdit } from './grpc-messages.ts';
import { fieldsOf, numberField, readMapEntry, textField } from './protobuf.ts';
import type { Run } from './run.ts';

// Field numbers are those of control.proto of BuildKit.

/** `docker buildx history`: records of the run's builds. An event without a record says that all are told. */
export const ownHistory: MessageEdit = (run, message) => {
  const record = fieldsOf(message)?.find(({ number }) => number === 2)?.payload;
  return record === undefined || isOwnBuild(run, record) ? message : undefined;
};

/** `docker buildx du`: of the cache, which is everybody's, what was made since the run began. */
export const recentUsage: MessageEdit = (run, message) => {
  const kept = (fieldsOf(message) ?? []).filter(
    ({ number, payload }) => number !== 1 || payload === undefined || isRecent(run, payload),
  );
  return Buffer.concat(kept.map(({ bytes }) => bytes));
};

function isOwnBuild(run: Run, record: Buffer): boolean {
  if (run.builds.has(textField(record, 1))) return true;
  return (fieldsOf(record) ?? []).some(({ number, payload }) => {
    if (number !== 3 || payload === undefined) return false;
    const { key, value } = readMapEntry(payload);
    return key === `label:${run.view.label}` && value === run.view.runId;
  });
}

function isRecent(run: Run, usage: Buffer): boolean {
  const createdAt = fieldsOf(usage)?.find(({ number }) => number === 6)?.payload;
  const seconds = createdAt === undefined ? undefined : numberField(createdAt, 1);
  return seconds !== undefined && seconds * 1000 >= run.startedAt.getTime() - 1000;
}
