import { namedEndpoint } from '../docker/endpoint.ts';
import { type EngineChoice, machinesOn } from '../docker/engine.ts';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../text/nearest.ts';

/** Engines that labs are run on: a pool when there are several. */
export type Engines = readonly [EngineChoice, ...EngineChoice[]];

const CHOICES = ['auto', 'host', 'private', 'container'] as const;

/**
 * The engines that `--engine` names, each once; `auto` when it names none. With `container`, machines
 * are containers of the engines in `pool`, whose names are separated by commas; `NAME=4` bounds how many
 * machines that engine holds at a time.
 */
export function readEngines(names: readonly string[], pool = ''): Engines | { readonly error: string } {
  const [first = 'auto', ...others] = new Set(names);
  const members = pool.split(',').filter((name) => name !== '');
  const unbounded = members.find((name) => /=0*$/.test(name));
  if (unbounded !== undefined)
    return { error: `--engine-pool takes NAME or NAME=MACHINES with a number from 1, not '${unbounded}'` };
  const [member, ...more] = [...new Map(members.map(memberOf).map((one) => [one.container, one])).values()];
  if (member === undefined) return [choiceOf(first), ...others.map(choiceOf)];
  if (first !== 'container' || others.length > 0)
    return { error: '--engine-pool names engines for machines, which --engine container asks for' };
  return [member, ...more];
}

function memberOf(text: string): { readonly container: string; readonly machines?: number } {
  const { name, machines } = /^(?<name>.+)=(?<machines>\d+)$/.exec(text)?.groups ?? {};
  return machines === undefined ? { container: text } : { container: name!, machines: Number(machines) };
}

/** How many labs run at a time unless told: one on each engine, as many as it holds machines where that is bounded. */
export function workersOn(engines: Engines): number {
  return engines
    .map(machinesOn)
    .reduce((sum, machines) => sum + (Number.isFinite(machines) ? machines : 1), 0);
}

/** The name of an engine that the user gave it; undefined for those that labproof finds itself. */
export function nameOf(choice: EngineChoice): string | undefined {
  if (typeof choice === 'string') return undefined;
  return 'named' in choice ? choice.named : choice.container;
}

const choiceOf = (name: string): EngineChoice => CHOICES.find((choice) => choice === name) ?? { named: name };

/** What is wrong with the names, before anything is run. */
export async function engineProblem(engines: Engines, env: NodeJS.ProcessEnv): Promise<Problem | undefined> {
  for (const choice of engines) {
    const name = nameOf(choice);
    if (name === undefined) continue;
    const endpoint = await namedEndpoint(name, env);
    if (!('severity' in endpoint)) continue;
    const near = nearest(name, CHOICES);
    return near === undefined ? endpoint : { ...endpoint, hint: `did you mean ${near}?` };
  }
  return undefined;
}
