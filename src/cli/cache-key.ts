import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { resolveEndpoint } from '../docker/endpoint.ts';
import { type ImageStateOptions, imageState } from '../docker/image-state.ts';
import { defaultImage } from '../machine/container-image.ts';
import type { Lab } from '../model/lab.ts';
import { usesEngine } from '../plan/uses-engine.ts';
import { contextsOf } from '../run/prepare.ts';
import { portable } from './cached-lab.ts';
import type { EnginePlace } from './engine-places.ts';
import type { Job } from './jobs.ts';
import type { RunSettings } from './run-options.ts';
import { labproofVersion } from './version.ts';

/** Names what a job's result depends on; undefined where not all of it can be known. */
export type KeyOf = (job: Job, place: EnginePlace) => Promise<string | undefined>;

/** What is the same for all jobs of a run is looked at once. */
export function cacheKeys(settings: RunSettings): KeyOf {
  const common = commonOf(settings);
  const states = new Map<string, Promise<string | undefined>>();
  const stateOf = (image: string, options: ImageStateOptions): Promise<string | undefined> => {
    const key = JSON.stringify([image, options]);
    const known = states.get(key) ?? imageState(image, options);
    states.set(key, known);
    return known;
  };
  return async ({ plan }, place) => {
    const { lab, commands } = plan;
    const { engine } = place;
    if (!engine && usesEngine(plan)) return undefined;
    const engines = await enginesOf(place, settings);
    const files = { images: settings.images, contexts: contextsOf(plan) };
    const requirements = commands.flatMap((command) => command.requirements);
    const names = [...new Set(requirements.filter(({ kind }) => kind === 'image').map(({ name }) => name))];
    const images = await Promise.all(names.map((name) => stateOf(name, { ...files, ...engines })));
    const machine = engine?.backend === 'container' ? await machineImage(place, settings, engines) : '';
    const shared = await common;
    if (shared === undefined || machine === undefined || images.includes(undefined)) return undefined;
    return hashOf([
      shared,
      engine && { kind: engine.kind, backend: engine.backend, version: engine.version },
      machine,
      portable(lab, lab),
      names.map((name, index) => [name, images[index]]),
      environmentOf(lab, process.env),
      expired(lab),
    ]);
  };
}

type Engines = Pick<ImageStateOptions, 'own' | 'source' | 'asks'>;

/** The engines that a lab's images come from; a machine in namespaces reaches no registry. */
async function enginesOf({ engine, endpoint }: EnginePlace, { online }: RunSettings): Promise<Engines> {
  const none = { own: undefined, source: undefined, asks: undefined };
  if (!endpoint) return none;
  if (endpoint.kind === 'inside')
    return { ...none, source: endpoint.via, asks: online === false ? undefined : endpoint.via };
  if (engine?.backend === undefined)
    return { ...none, own: endpoint, asks: online === false ? undefined : endpoint };
  const host = await resolveEndpoint(process.env);
  return { ...none, source: 'severity' in host ? undefined : host };
}

/** What machines that are containers are made of, as it is on the engine that they are on. */
const machineImage = (
  { engine }: EnginePlace,
  settings: RunSettings,
  { source }: Engines,
): Promise<string | undefined> =>
  imageState(settings.machineImage ?? defaultImage(engine?.version ?? ''), {
    ...{ contexts: {}, own: source, source: undefined, asks: undefined },
  });

/** Of all jobs of a run. Undefined where the working directory is too large to be read for it. */
async function commonOf(settings: RunSettings): Promise<string | undefined> {
  const { timeoutMs, online, given, faithful, privileged, swarm, steps, grep, workdir, sources } = settings;
  const lists = [settings.allowed, settings.skipTags].map((names) => [...names].sort());
  const options = { timeoutMs, online, given, faithful, privileged, swarm, steps, grep, lists };
  const folder = workdir === undefined ? '' : await hashOfFolder(workdir, settings);
  if (folder === undefined) return undefined;
  const files = await Promise.all(sources.map((file) => readFile(file, 'utf8').catch(() => '')));
  const clients = await clientVersions();
  return hashOf([FORMAT, labproofVersion(), process.platform, process.arch, clients, options, folder, files]);
}

/** Changes when what is hashed, or what is kept, does. */
const FORMAT = 1;

/** Clients that labs type commands to, by what they say of themselves. */
const clientVersions = (): Promise<readonly string[]> =>
  Promise.all(
    [['--version'], ['compose', 'version'], ['buildx', 'version']].map((args) =>
      promisify(execFile)('docker', args).then(
        ({ stdout }) => stdout,
        () => '',
      ),
    ),
  );

/** Values of the caller's variables that a document names. */
function environmentOf({ text }: Lab, env: NodeJS.ProcessEnv): readonly (readonly [string, string])[] {
  const names = new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
  return [...names].sort().flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
}

/** Which marks of commands that are known to fail are past their day. */
function expired({ steps }: Lab): readonly boolean[] {
  const today = new Date().toISOString().slice(0, 10);
  return steps
    .flatMap(({ actions }) => actions.filter((action) => action.kind === 'command'))
    .flatMap(({ directives: { knownBad } }) =>
      knownBad?.until === undefined ? [] : [today > knownBad.until],
    );
}

/** Of a working directory. */
const MOST_FILES = 20_000;
const MOST_BYTES = 512 * 1024 * 1024;

/** A hash of what labs may read in a working directory: all but what git and labproof keep there. */
async function hashOfFolder(
  folder: string,
  { cache, reporters }: Pick<RunSettings, 'cache' | 'reporters'>,
): Promise<string | undefined> {
  const own = [cache?.directory, ...reporters.map(({ file }) => file)].flatMap((path) =>
    path === undefined ? [] : [resolve(path)],
  );
  const hash = createHash('sha256');
  let files = 0;
  let bytes = 0;
  const visit = async (path: string): Promise<boolean> => {
    for (const entry of (await readdir(path, { withFileTypes: true })).sort(byName)) {
      const inside = join(path, entry.name);
      if (entry.name === '.git' || own.includes(inside)) continue;
      const { mode, size } = await lstat(inside);
      files += 1;
      bytes += entry.isFile() ? size : 0;
      if (files > MOST_FILES || bytes > MOST_BYTES) return false;
      hash.update(JSON.stringify([relative(folder, inside).split(sep), mode & (constants.S_IFMT | 0o777)]));
      if (entry.isSymbolicLink()) hash.update(await readlink(inside));
      else if (entry.isFile()) hash.update(await readFile(inside));
      else if (entry.isDirectory() && !(await visit(inside))) return false;
    }
    return true;
  };
  return (await visit(folder)) ? hash.digest('hex') : undefined;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
