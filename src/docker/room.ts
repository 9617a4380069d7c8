import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { makeFolder } from './folder.ts';

/** Bytes that the record of a small run and the settings of its shells take. */
const LEAST = 65_536;

/**
 * Why a run has no room for what it keeps while it goes on: its record, without which nothing that it makes
 * could be found after a power cut, and its temporary files. Undefined where both can be written.
 */
export async function roomProblem(stateDirectory: string): Promise<Problem | undefined> {
  const [ofRecord, ofTemporary] = await Promise.all([
    wrongWith(stateDirectory, { holds: 'the record of a run', variable: 'XDG_STATE_HOME' }),
    wrongWith(tmpdir(), { holds: 'temporary files', variable: 'TMPDIR' }),
  ]);
  return ofRecord ?? ofTemporary;
}

/** How long room that was there counts as there, in ms: labs of one run begin one after the other. */
const FRESH = 10_000;
const seen = new Map<string, number>();

async function wrongWith(
  folder: string,
  { holds, variable }: { readonly holds: string; readonly variable: string },
): Promise<Problem | undefined> {
  if (performance.now() - (seen.get(folder) ?? Number.NEGATIVE_INFINITY) < FRESH) return undefined;
  const probe = join(folder, `.labproof-${randomUUID()}`);
  try {
    await makeFolder(folder);
    const file = await open(probe, 'wx', 0o600);
    try {
      await file.writeFile(Buffer.alloc(LEAST));
      await file.datasync();
    } finally {
      await file.close();
      await rm(probe, { force: true });
    }
    seen.set(folder, performance.now());
    return undefined;
  } catch (error) {
    return {
      severity: 'error',
      code: 'no-room',
      message: `${holds} can't be written to ${folder}: ${reasonOf(error as NodeJS.ErrnoException)}`,
      hint: `make room there, or set ${variable} to a folder that can be written`,
    };
  }
}

const reasonOf = ({ code, message }: NodeJS.ErrnoException): string => REASONS[code ?? ''] ?? message;

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: "the user's share of the disk is full",
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  ENOTDIR: 'a file stands where a folder should be',
};
