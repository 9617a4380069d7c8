import { lstat, readFile, rm, stat, truncate } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { HostFile } from '../model/verdict.ts';

/** What of the computer a lab is about to make or to write to, outside of its own folder. */
export interface Foreseen {
  /** Absolute: of what is not there the topmost folder that is missing, or the file itself. */
  readonly path: string;
  /** Its content before, in base64, where it was there. */
  readonly before?: string;
}

/** Files that are bigger are not the computer's settings, in bytes. */
const MOST_KEPT = 65_536;

/** To be called before something is made or written at the path; undefined where that leaves no trace to remove. */
export async function foresee(path: string): Promise<Foreseen | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return { path: await missingPart(path) };
  if (!found.isFile() || found.size > MOST_KEPT) return undefined;
  const before = await readFile(path).catch(() => undefined);
  return before && { path, before: before.toString('base64') };
}

/** What there is of it now. */
export async function presentFiles(all: readonly Foreseen[]): Promise<readonly HostFile[]> {
  const found = await Promise.all(all.map(whatIsThere));
  return found.filter((file) => file !== undefined);
}

/**
 * Removes what was not there before, and what was added at the end of files that were. Never rejects:
 * what can't be removed is `left` with the reason.
 */
export async function removeFiles(all: readonly Foreseen[]): Promise<{
  readonly made: readonly HostFile[];
  readonly left: readonly (HostFile & { readonly why: string })[];
}> {
  const made: HostFile[] = [];
  const left: (HostFile & { why: string })[] = [];
  // What was made last may lie in what was made first.
  for (const foreseen of [...all].reverse()) {
    const file = await whatIsThere(foreseen);
    if (file === undefined) continue;
    made.push(file);
    const why = await undo(foreseen).catch((error: Error) => error.message);
    if (why !== undefined) left.push({ ...file, why });
  }
  return { made, left };
}

/** Undefined where nothing is there that was not before. */
async function whatIsThere({ path, before }: Foreseen): Promise<HostFile | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const file: HostFile = { kind: found.isDirectory() ? 'folder' : 'file', id: path, name: path };
  if (before === undefined) return file;
  const now = found.size > MOST_KEPT * 2 ? undefined : await readFile(path).catch(() => undefined);
  return now?.toString('base64') === before ? undefined : file;
}

/** Undefined when it is as it was. */
async function undo({ path, before }: Foreseen): Promise<string | undefined> {
  if (before === undefined) {
    if (await holdsMount(path)) return 'something is mounted there';
    await rm(path, { recursive: true, force: true });
    return undefined;
  }
  const old = Buffer.from(before, 'base64');
  const now = await readFile(path);
  // Somebody else may have written to it meanwhile; only what was added can be told.
  if (!now.subarray(0, old.length).equals(old)) return 'it was changed, and was there before';
  await truncate(path, old.length);
  return undefined;
}

async function missingPart(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const parent = dirname(at);
    if (parent === at || (await stat(parent).catch(() => undefined)) !== undefined) return at;
  }
}

async function holdsMount(path: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  return mounts
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .some((point) => point === path || point.startsWith(path + sep));
}
