import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Endpoint } from '../../src/docker/endpoint.ts';
import type { EngineClient } from '../../src/docker/engine-client.ts';
import { openClient } from '../../src/docker/engine-client.ts';
import { provideImages } from '../../src/docker/images.ts';
import { contextKey } from '../../src/docker/images-context.ts';
import type { Problem } from '../../src/model/problem.ts';
import { openPrivateEngine } from './private-engine.ts';
import { repository } from './repository.ts';

export interface TestEngine {
  /** `unix://…` */
  readonly dockerHost: string;
  readonly endpoint: Endpoint;
  /** Such as `28.5.2`. */
  readonly version: string;
  /** Runs a program in the engine's network and process namespaces, with its /var/lib/docker. */
  readonly enter: readonly string[];
  readonly proc: string | undefined;
  /** A whole environment for programs that use the engine, `docker compose` too; nothing of the user's. */
  readonly env: Record<string, string>;
}

export interface TestEngineOptions {
  /**
   * The machine's own dockerd by default, and for 20 where no other is built. `fixtures/engines/build`
   * makes the others, below LABPROOF_ENGINES (by default /var/tmp/labproof-engines).
   */
  readonly version?: '20' | '26' | '28';
  /** Stand-in images to load, all of `fixtures/images` by default. */
  readonly images?: readonly string[];
}

const allImages = ['alpine', 'busybox', 'hello-world', 'nginx', 'httpd', 'redis', 'debian', 'ubuntu'];

/** Calls `use` with a fresh engine that has the stand-in images, and takes it down whatever happens. */
export async function withEngine<T>(
  use: (engine: TestEngine) => Promise<T>,
  options: TestEngineOptions = {},
): Promise<T> {
  const root = engineRoot(options.version);
  const config = await mkdtemp(join(tmpdir(), 'labproof-config-'));
  const env = {
    PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
    HOME: config,
    DOCKER_CONFIG: config,
    LANG: 'C.UTF-8',
  };
  try {
    await writeFile(join(config, 'config.json'), JSON.stringify({ cliPluginsExtraDirs: pluginFolders() }));
    const opened = await openPrivateEngine({ env, stateDirectory: testState(), ...(root && { root }) });
    await using engine = expectNoProblem(opened);
    const { endpoint, version, enter, proc } = engine;
    await loadStandIns(endpoint, options.images ?? allImages);
    const dockerHost = `unix://${endpoint.kind === 'unix' ? endpoint.path : ''}`;
    return await use({
      dockerHost,
      endpoint,
      version,
      enter,
      proc,
      env: { ...env, DOCKER_HOST: dockerHost },
    });
  } finally {
    await rm(config, { recursive: true, force: true });
  }
}

/**
 * Gives an engine the stand-ins of `fixtures/images` for these references. All of a set are kept as
 * one tar, which loads in half the time of its parts.
 */
export async function loadStandIns(endpoint: Endpoint, references: readonly string[]): Promise<void> {
  if (references.length === 0) return;
  const folder = join(repository(), 'fixtures/images');
  const cacheDirectory = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'labproof');
  const set = join(cacheDirectory, 'sets', `${await contextKey(folder, references)}.tar`);
  const problems = await provideImages({
    endpoint,
    references,
    images: existsSync(set) ? set : folder,
    contexts: {},
    cacheDirectory,
    env: { DOCKER_HOST: `unix://${join(testState(), 'none.sock')}` },
  });
  for (const problem of problems) expectNoProblem(problem);
  if (existsSync(set)) return;
  await mkdir(dirname(set), { recursive: true });
  using client = await openClient(endpoint);
  // The client takes the last character of a path with a query away.
  const names = references.map((name) => `names=${encodeURIComponent(name)}`).join('&');
  await pipeline(
    await getStream(client, `/images/get?${names}&`),
    createWriteStream(`${set}.${process.pid}`),
  );
  await rename(`${set}.${process.pid}`, set);
}

/** Where tests keep state; a short path, because sockets are below it. */
export function testState(): string {
  return join(tmpdir(), 'labproof-test');
}

/** Where compose and buildx are, if `fixtures/engines/build` made engine 28; the machine may lack them. */
function pluginFolders(): readonly string[] {
  const folder = join(engineRoot('28') ?? '', 'usr/libexec/docker/cli-plugins');
  return existsSync(folder) ? [folder] : [];
}

/** The root file system of an engine of that version; undefined for the machine's own. */
export function engineRoot(version: TestEngineOptions['version']): string | undefined {
  if (version === undefined) return undefined;
  const root = join(process.env.LABPROOF_ENGINES || '/var/tmp/labproof-engines', `root-${version}`);
  return version === '20' && !existsSync(root) ? undefined : root;
}

async function getStream({ docker }: EngineClient, path: string): Promise<NodeJS.ReadableStream> {
  const options = { path, method: 'GET', isStream: true, statusCodes: { 200: true, 500: 'server error' } };
  return new Promise((resolve, reject) => {
    docker.modem.dial(options, (error: Error | null, stream: unknown) => {
      if (error) reject(error);
      else resolve(stream as NodeJS.ReadableStream);
    });
  });
}

function expectNoProblem<T extends object>(value: T | Problem): T {
  if ('severity' in value) throw new Error([value.message, value.hint].filter(Boolean).join('\n'));
  return value;
}
