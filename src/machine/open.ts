import { hostname } from 'node:os';
import { choosesEngine } from '../docker/endpoint.ts';
import { openHostEngine } from '../docker/host.ts';
import type { Problem } from '../model/problem.ts';
import { localPlace } from '../session/local-place.ts';
import type { Machine, MachineOptions } from './machine.ts';
import { openNamespaceMachines } from './namespace.ts';

/**
 * The machines that were asked for, all of them or none. `auto` is the engine that the environment
 * names, which has to answer; else machines of the lab's own, where they can be had; else the host's
 * engine.
 */
export async function openMachines(options: MachineOptions): Promise<readonly Machine[] | Problem> {
  const { choice, env, stateDirectory, names } = options;
  const root = env.LABPROOF_ENGINE_ROOT;
  const openOwn = () => openNamespaceMachines({ names, env, stateDirectory, ...(root && { root }) });
  if (choice === 'private') return openOwn();
  const openTheHost = () =>
    openHost(env, { names, named: typeof choice === 'object' ? choice.named : undefined });
  if (choice !== 'auto') return openTheHost();
  if (await choosesEngine(env)) {
    const chosen = await openTheHost();
    return 'severity' in chosen
      ? { ...chosen, hint: `${chosen.hint ?? ''} ${PRIVATE_INSTEAD}`.trim() }
      : chosen;
  }
  const own = await openOwn();
  if (!('severity' in own)) return own;
  const host = await openTheHost();
  if (!('severity' in host)) return host;
  return {
    severity: 'error',
    code: 'no-engine',
    message: `no Docker engine: ${host.message}; ${own.message}`,
    hint: [own.hint, host.hint].filter(Boolean).join(' Or: '),
  };
}

const PRIVATE_INSTEAD = 'Or: --engine private.';

async function openHost(
  env: NodeJS.ProcessEnv,
  { names, named }: { readonly names: readonly string[]; readonly named: string | undefined },
): Promise<readonly Machine[] | Problem> {
  const engine = await openHostEngine(env, named);
  if ('severity' in engine) return engine;
  if (names.length > 1) {
    await engine[Symbol.asyncDispose]();
    return {
      severity: 'error',
      code: 'machines',
      message: `${names.length} machines are asked for, and an engine that is there already is one`,
      hint: '--engine private',
    };
  }
  const place = localPlace(engine.enter);
  return [{ ...engine, name: hostname(), backend: 'host', address: undefined, place }];
}
