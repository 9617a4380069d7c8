import { createReadStream } from 'node:fs';
import type Docker from 'dockerode';
import { meantTag, parseReference } from '../text/image-reference.ts';

/** An engine to fill with images, and what is known of it. */
export interface ImageStore {
  readonly docker: Docker;
  readonly cacheDirectory: string;
  readonly onProgress: (message: string) => void;
  /** Key of a build context → ID of the image built from it. */
  readonly built: Map<string, string>;
  /** Tars that were loaded already. */
  readonly loaded: Set<string>;
}

export function openStore(
  docker: Docker,
  options: { readonly cacheDirectory: string; readonly onProgress?: (message: string) => void },
): ImageStore {
  const { cacheDirectory, onProgress = () => {} } = options;
  return { docker, cacheDirectory, onProgress, built: new Map(), loaded: new Set() };
}

export async function hasImage(docker: Docker, reference: string): Promise<boolean> {
  try {
    await docker.getImage(reference).inspect();
    return true;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return false;
    throw error;
  }
}

/** Loads a tar that `docker save` made, once; says whether the engine then has the image. */
export async function loadTar(store: ImageStore, path: string, reference: string): Promise<boolean> {
  if (!store.loaded.has(path)) {
    store.onProgress(`Loading ${path}`);
    store.loaded.add(path);
    await load(store.docker, createReadStream(path));
  }
  if (await hasImage(store.docker, reference)) return true;
  throw new Error(`there is no ${reference} in it`);
}

/** Copies an image from one engine into another. */
export async function transferImage(from: Docker, to: ImageStore, reference: string): Promise<boolean> {
  to.onProgress(`Copying ${reference} from the host's engine`);
  await load(to.docker, await from.getImage(reference).get());
  return hasImage(to.docker, reference);
}

export async function pullImage(store: ImageStore, reference: string): Promise<boolean> {
  store.onProgress(`Pulling ${reference}`);
  await messages(store.docker, await store.docker.pull(reference));
  return true;
}

/** Loads a stream that `docker save` made. The ID of the last image in it, if that has no tag. */
export async function load(docker: Docker, tar: NodeJS.ReadableStream): Promise<string | undefined> {
  const said = await messages(docker, await docker.loadImage(tar));
  const ids = said.map((message) => /^Loaded image ID: (\S+)/.exec(message.stream ?? '')?.[1]);
  return ids.findLast((id) => id !== undefined);
}

export async function tagImage(docker: Docker, id: string, reference: string): Promise<void> {
  const parts = parseReference(reference);
  await docker.getImage(id).tag({ repo: parts.name, tag: meantTag(parts) });
}

export interface EngineMessage {
  readonly stream?: string;
  readonly error?: string;
  readonly aux?: { readonly ID?: string };
}

/** All that the engine says in a stream of JSON messages; an `error` among them is thrown. */
export async function messages(
  docker: Docker,
  stream: NodeJS.ReadableStream,
): Promise<readonly EngineMessage[]> {
  return new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null, said: EngineMessage[]) => {
      const failure = said?.find((message) => message.error !== undefined)?.error;
      if (error) reject(error);
      else if (failure !== undefined) reject(new Error(failure));
      else resolve(said);
    });
  });
}
