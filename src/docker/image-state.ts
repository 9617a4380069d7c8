import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fullReference } from '../text/image-reference.ts';
import type { Endpoint } from './endpoint.ts';
import { Upstream } from './gateway/upstream.ts';
import { keyOfContext } from './images-build.ts';
import { contextOf, type ImageFiles, tarOf } from './images-sources.ts';

export interface ImageStateOptions extends ImageFiles {
  /** The engine that labs share; undefined where each has one of its own, which has no image yet. */
  readonly own: Endpoint | undefined;
  /** The engine whose images are copied to that. */
  readonly source: Endpoint | undefined;
  /** The engine that asks registries; undefined where none is asked. */
  readonly asks: Endpoint | undefined;
}

/** How long a registry may take to tell what it has, in ms. */
const REGISTRY_DEADLINE = 10_000;

/**
 * What tells whether a lab would get the same image as before, from where `provideImages` would get it: an
 * ID, or a hash of what it is made of. Undefined where that can't be known.
 */
export async function imageState(image: string, options: ImageStateOptions): Promise<string | undefined> {
  const reference = fullReference(image);
  const { own, source, asks } = options;
  const ofOwn = own && (await idIn(own, reference));
  if (ofOwn !== undefined) return ofOwn;
  const tar = tarOf(options, reference);
  if (tar !== undefined) return `tar ${await hashOf(tar)}`;
  const find = (wanted: string) => contextOf(options, wanted);
  const folder = find(reference);
  if (folder !== undefined)
    return keyOfContext({ folder, reference, find }).then(
      (key) => `context ${key}`,
      () => undefined,
    );
  const ofSource = source && (await idIn(source, reference));
  return ofSource ?? (asks && (await digestOf(asks, reference)));
}

async function idIn(endpoint: Endpoint, reference: string): Promise<string | undefined> {
  await using upstream = new Upstream(endpoint);
  const found = await upstream
    .find<{ readonly Id: string }>(`/images/${reference}/json`)
    .catch(() => undefined);
  return found?.Id;
}

/** Source: Docker Engine API, "Get image information from the registry". */
async function digestOf(endpoint: Endpoint, reference: string): Promise<string | undefined> {
  await using upstream = new Upstream(endpoint);
  const signal = AbortSignal.timeout(REGISTRY_DEADLINE);
  const found = await upstream
    .find<{ readonly Descriptor?: { readonly digest?: string } }>(`/distribution/${reference}/json`, {
      signal,
    })
    .catch(() => undefined);
  return found?.Descriptor?.digest;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
