import { hostOf } from '../docker/endpoint.ts';
import { engineRoots } from '../docker/engine-roots.ts';
import { Upstream } from '../docker/gateway/upstream.ts';
import { openHostEngine } from '../docker/host.ts';
import { obstacleToPrivateEngine } from '../docker/private-needs.ts';
import { defaultImage } from '../machine/container-image.ts';

/** Whether a way to run labs is there. */
export interface BackendFinding {
  readonly name: string;
  readonly ok: boolean;
  readonly optional: true;
  readonly found: string;
  /** What to do about it; '' when it is there. */
  readonly remedy: string;
}

/** The ways to run labs on this computer; `names` are further engines that could be in a pool. */
export async function examineBackends(
  env: NodeJS.ProcessEnv,
  names: readonly string[],
): Promise<readonly BackendFinding[]> {
  const engines = names.length === 0 ? [undefined] : names;
  const [own, ...others] = await Promise.all([
    examineHost(env),
    ...engines.map((name) => examineContainers(env, name)),
  ]);
  return [own, examineNamespaces(env), ...others];
}

async function examineHost(env: NodeJS.ProcessEnv): Promise<BackendFinding> {
  const name = 'labs on an engine (host)';
  const engine = await openHostEngine(env);
  if ('severity' in engine)
    return lacking(name, engine.message, engine.hint ?? 'Start Docker, or name an engine in DOCKER_HOST.');
  await using opened = engine;
  return there(name, `docker ${opened.version} at ${hostOf(opened.endpoint)}`);
}

function examineNamespaces(env: NodeJS.ProcessEnv): BackendFinding {
  const name = 'machines in namespaces';
  const [root] = engineRoots(env);
  const obstacle = obstacleToPrivateEngine({ env, ...(root && { root }) });
  return obstacle
    ? lacking(name, obstacle.message, obstacle.hint ?? '')
    : there(name, 'root on Linux, with an engine installed');
}

/** Whether an engine answers and has what machines are made of; whether it lets them be privileged shows when one is made. */
async function examineContainers(env: NodeJS.ProcessEnv, named: string | undefined): Promise<BackendFinding> {
  const name = named === undefined ? 'machines in containers' : `machines in containers of ${named}`;
  const engine = await openHostEngine(env, named);
  if ('severity' in engine)
    return lacking(name, engine.message, engine.hint ?? 'Start Docker, or name engines with --engine-pool.');
  await using opened = engine;
  await using upstream = new Upstream(opened.endpoint);
  const image = defaultImage(opened.version);
  const base = `docker:${opened.version.split('.')[0]}-dind`;
  for (const reference of [image, base])
    if (await upstream.find(`/images/${reference}/json`))
      return there(name, `${hostOf(opened.endpoint)} has ${reference}`);
  return lacking(
    name,
    `${hostOf(opened.endpoint)} has neither ${image} nor ${base}`,
    `docker pull ${base}, or name another with --machine-image`,
  );
}

const there = (name: string, found: string): BackendFinding => ({
  name,
  ok: true,
  optional: true,
  found,
  remedy: '',
});

const lacking = (name: string, found: string, remedy: string): BackendFinding => ({
  name,
  ok: false,
  optional: true,
  found,
  remedy,
});
