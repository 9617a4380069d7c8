import { hostname } from 'node:os';
import { openHostEngine } from '../docker/host.ts';
import type { Problem } from '../model/problem.ts';
import { localPlace } from '../session/local-place.ts';
import type { Machine, MachineOptions } from './machine.ts';
import { openNamespaceMachines } from './namespace.ts';

/**
 * The machines that were asked for, all of them or none. `auto` is the host's engine if that answers,
 * else a machine of the lab's own.
 */
export async function openMachines(options: MachineOptions): Promise<readonly Machine[] | Problem> {
  const { choice, env, stateDirectory, names } = options;
  const root = env.LABPROOF_ENGINE_ROOT;
  const openOwn = () => openNamespaceMachines({ names, env, stateDirectory, ...(root && { root }) });
  if (choice === 'private') return openOwn();
  const named = typeof choice === 'object' ? choice.named : undefined;
  const host = await openHost(env, { names, named });
  if (choice !== 'auto' || !('severity' in host)) return host;
  const own = await openOwn();
  if (!('severity' in own)) return own;
  return {
    severity: 'error',
    code: 'no-engine',
    message: `no Docker engine: ${host.message}; ${own.message}`,
    hint: [own.hint, host.hint].filter(Boolean).join(' Or: '),
  };
}

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
