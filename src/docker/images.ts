import type { Problem } from '../model/problem.ts';
import { fullReference, parseReference } from '../text/image-reference.ts';
import type { Endpoint } from './endpoint.ts';
import { hostOf, resolveEndpoint } from './endpoint.ts';
import { openClient } from './engine-client.ts';
import { Upstream } from './gateway/upstream.ts';
import { loadContext } from './images-build.ts';
import { contextOf, type ImageFiles, tarOf } from './images-sources.ts';
import type { ImageStore } from './images-store.ts';
import { hasImage, loadTar, openStore, pullImage, transferImage } from './images-store.ts';

export interface ProvideImagesOptions extends ImageFiles {
  /** The engine that is to have the images. */
  readonly endpoint: Endpoint;
  readonly references: readonly string[];
  /** Where built images are kept for later runs. */
  readonly cacheDirectory: string;
  /** Names the host's engine, whose images may be copied. */
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress?: (message: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Sees to it that the engine has the images, and says of each that it could not get why, and how to
 * provide it. In this order: the engine has it; `images`; `contexts`; the host's engine; a registry.
 */
export async function provideImages(options: ProvideImagesOptions): Promise<Problem[]> {
  const missing = await missingIn(options.endpoint, new Set(options.references.map(fullReference)));
  if (missing.length === 0) return [];
  using client = await openClient(options.endpoint);
  const store = openStore(client.docker, options);
  const problems: Problem[] = [];
  for (const reference of missing) {
    const tried = await provide(store, options, reference);
    if (tried.length > 0) problems.push(unavailable(reference, tried));
  }
  return problems;
}

async function missingIn(endpoint: Endpoint, references: Iterable<string>): Promise<readonly string[]> {
  await using upstream = new Upstream(endpoint);
  const missing: string[] = [];
  for (const reference of references) {
    if ((await upstream.find(`/images/${reference}/json`)) === undefined) missing.push(reference);
  }
  return missing;
}

/** What was tried in vain; nothing when the engine has the image now. */
async function provide(
  store: ImageStore,
  options: ProvideImagesOptions,
  reference: string,
): Promise<readonly string[]> {
  if (await hasImage(store.docker, reference)) return [];
  const tried: string[] = [];
  for (const [source, attempt] of attempts(store, options, reference)) {
    options.signal?.throwIfAborted();
    try {
      if (await attempt()) return [];
    } catch (error) {
      if (options.signal?.aborted) throw error;
      tried.push(`${source}: ${lastLine(error)}`);
    }
  }
  return tried;
}

type Attempt = readonly [source: string, attempt: () => Promise<boolean>];

function attempts(store: ImageStore, options: ProvideImagesOptions, reference: string): readonly Attempt[] {
  const list: Attempt[] = [];
  const tar = tarOf(options, reference);
  if (tar) list.push([tar, () => loadTar(store, tar, reference)]);
  const find = (wanted: string) => contextOf(options, wanted);
  const folder = find(reference);
  if (folder) list.push([folder, () => loadContext(store, { folder, reference, find })]);
  list.push(["the host's engine", () => fromHost(store, options, reference)]);
  list.push(['pull', () => pullImage(store, reference)]);
  return list;
}

async function fromHost(
  store: ImageStore,
  options: ProvideImagesOptions,
  reference: string,
): Promise<boolean> {
  const { endpoint } = options;
  const host = endpoint.kind === 'inside' ? endpoint.via : await resolveEndpoint(options.env);
  if ('severity' in host || hostOf(host) === hostOf(endpoint)) return false;
  using client = await openClient(host);
  const isThere = await hasImage(client.docker, reference).catch(() => false);
  return isThere && transferImage(client.docker, store, reference);
}

function unavailable(reference: string, tried: readonly string[]): Problem {
  const { name } = parseReference(reference);
  return {
    severity: 'error',
    code: 'image-unavailable',
    message: `the engine has no image ${reference}, and it could not be got (${tried.join('; ')})`,
    hint:
      `Provide it with --images: a folder with ${name}/Dockerfile or ${name}.tar, or a tar made by ` +
      `docker save ${reference}; or name a build context under images: in the document's front matter.`,
  };
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const last = (stderr || message).trim().split('\n').at(-1) ?? '';
  // What the client puts before an engine's words.
  return last.replace(/^\(HTTP code \d+\) [\w ]* - /, '');
}
