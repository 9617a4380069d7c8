import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { looksLikeTar, unpackBundle } from '../training/bundle.ts';

/** What is served: the operands as they are, or what a bundle has in it, until it is disposed of. */
export interface Served extends AsyncDisposable {
  readonly operands: readonly string[];
  /** Of a bundle. */
  readonly title: string | undefined;
  /** The folder of a bundle's images. */
  readonly images: string | undefined;
  /** What a file is called to people, and from one day to the next. */
  readonly nameOf: (file: string) => string;
}

/** Unpacks a bundle where one is named; `stateDirectory` is where it is kept while it is served. */
export async function openServed(
  operands: readonly string[],
  stateDirectory: string,
): Promise<Served | Problem> {
  const [bundle] = operands;
  if (bundle === undefined || operands.length !== 1 || !(await looksLikeTar(bundle)))
    return {
      operands,
      title: undefined,
      images: undefined,
      nameOf: (file) => file,
      [Symbol.asyncDispose]: async () => {},
    };
  const base = join(stateDirectory, 'bundles');
  await mkdir(base, { recursive: true, mode: 0o700 });
  await removeLeft(base);
  const folder = await mkdtemp(join(base, `${process.pid}-`));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const manifest = await unpackBundle(bundle, folder).catch(async (error: Error) => {
    await remove();
    throw error;
  });
  if ('severity' in manifest) {
    await remove();
    return manifest;
  }
  const documents = join(folder, 'documents');
  const names = await readdir(documents).catch(() => []);
  return {
    operands: names.sort().map((name) => join(documents, name)),
    title: manifest.title,
    images: join(folder, 'images'),
    nameOf: (file) => file.replace(documents, bundle),
    [Symbol.asyncDispose]: remove,
  };
}

/** Removes what was left by processes that were killed. */
async function removeLeft(base: string): Promise<void> {
  for (const name of await readdir(base)) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(base, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
