import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, cp, lstat, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { contextFolder } from './private-remains.ts';

/** The name of the optional program that completes a copy of a build context before the build. */
const PREPARE = 'prepare';

/**
 * A name for what building the context at `folder` gives: a hash of its files (names, content,
 * whether executable) and of `base`, the same for the images that it is built from.
 */
export async function contextKey(folder: string, bases: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([process.arch, bases]));
  for (const path of await filesBelow(folder)) {
    const { mode } = await lstat(path);
    const isLink = (mode & constants.S_IFMT) === constants.S_IFLNK;
    const content = isLink ? Buffer.from(await readlink(path)) : await readFile(path);
    const facts = [relative(folder, path), isLink, Boolean(mode & 0o100), content.length];
    hash.update(JSON.stringify(facts)).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

/** The images that the Dockerfile of `folder` starts from; `scratch` and its own stages are none. */
export async function basesOf(folder: string): Promise<readonly string[]> {
  const dockerfile = await readFile(join(folder, 'Dockerfile'), 'utf8');
  const stages = new Set(['scratch']);
  const bases: string[] = [];
  for (const line of dockerfile.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0]?.toLowerCase() !== 'from') continue;
    const [base, as, stage] = words.slice(1).filter((word) => !word.startsWith('--'));
    if (base !== undefined && !stages.has(base) && !base.includes('$')) bases.push(base);
    if (as?.toLowerCase() === 'as' && stage !== undefined) stages.add(stage);
  }
  return bases;
}

/**
 * Calls `use` with a folder that is ready to be built: `folder` itself, or, if that has an
 * executable `prepare`, a copy in which that was run.
 */
export async function withPreparedContext<T>(folder: string, use: (ready: string) => Promise<T>): Promise<T> {
  const isExecutable = await access(join(folder, PREPARE), constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isExecutable) return use(folder);
  const copy = await mkdtemp(contextFolder());
  try {
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
    const preparation = promisify(execFile)(join(copy, PREPARE), { cwd: copy });
    preparation.child.stdin?.end();
    await preparation;
    await rm(join(copy, PREPARE));
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
