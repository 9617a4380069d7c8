import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fullReference } from '../text/image-reference.ts';
import { makeFolder } from './folder.ts';
import { basesOf, contextKey, withPreparedContext } from './images-context.ts';
import type { ImageStore } from './images-store.ts';
import { hasImage, load, messages, tagImage } from './images-store.ts';

export interface ContextRequest {
  readonly folder: string;
  readonly reference: string;
  /** The build context of another image, if there is one. */
  readonly find: (reference: string) => string | undefined;
}

/**
 * Gives the engine the image that the context at `folder` builds, under `reference`. It is built
 * once; later, other engines get it from the cache.
 */
export async function loadContext(store: ImageStore, request: ContextRequest): Promise<boolean> {
  const key = await keyOfContext(request);
  const id = store.built.get(key) ?? (await loadCached(store, key)) ?? (await make(store, request, key));
  store.built.set(key, id);
  await tagImage(store.docker, id, request.reference);
  return true;
}

/** The key of a context covers the contexts of the images it is built from. */
export async function keyOfContext(request: ContextRequest, above: readonly string[] = []): Promise<string> {
  const { folder, find } = request;
  if (above.includes(folder)) throw new Error(`${folder} is built from itself`);
  const bases = (await basesOf(folder)).map(fullReference);
  const keys = bases.map(async (reference) => {
    const base = find(reference);
    return base === undefined ? reference : keyOfContext({ ...request, folder: base }, [...above, folder]);
  });
  return contextKey(folder, await Promise.all(keys));
}

async function loadCached(store: ImageStore, key: string): Promise<string | undefined> {
  const tar = cachePath(store, key);
  return existsSync(tar) ? load(store.docker, createReadStream(tar)) : undefined;
}

/** Built, kept and loaded, so that an engine that builds it ends up like one that had it kept. */
async function make(store: ImageStore, request: ContextRequest, key: string): Promise<string> {
  const id = await build(store, request);
  try {
    await save(store, id, key);
  } catch (error) {
    // Docker 20 cannot save an image without layers. It will be built again.
    store.onProgress(`Could not keep ${request.reference}: ${(error as Error).message}`);
    return id;
  }
  await store.docker.getImage(id).remove();
  return (await loadCached(store, key)) ?? id;
}

async function build(store: ImageStore, request: ContextRequest): Promise<string> {
  const { folder, reference, find } = request;
  for (const base of (await basesOf(folder)).map(fullReference)) {
    const context = find(base);
    if (context === undefined || (await hasImage(store.docker, base))) continue;
    await loadContext(store, { folder: context, reference: base, find });
  }
  store.onProgress(`Building ${reference} from ${folder}`);
  const id = await withPreparedContext(folder, async (ready) => {
    const src = await readdir(ready);
    const said = await messages(store.docker, await store.docker.buildImage({ context: ready, src }));
    return said.findLast((message) => message.aux?.ID !== undefined)?.aux?.ID;
  });
  if (id === undefined) throw new Error('the build named no image');
  return id;
}

async function save(store: ImageStore, id: string, key: string): Promise<void> {
  const tar = cachePath(store, key);
  await makeFolder(join(tar, '..'), 0o777);
  // Machines of one lab may build the same at once.
  const partial = `${tar}.${randomUUID()}`;
  await pipeline(await store.docker.getImage(id).get(), createWriteStream(partial));
  await rename(partial, tar);
}

function cachePath(store: ImageStore, key: string): string {
  return join(store.cacheDirectory, 'images', `${key}.tar`);
}
