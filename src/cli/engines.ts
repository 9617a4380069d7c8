import { namedEndpoint } from '../docker/endpoint.ts';
import type { EngineChoice } from '../docker/engine.ts';
import type { Problem } from '../model/problem.ts';
import { nearest } from '../text/nearest.ts';

/** Engines that labs are run on: a pool when there are several. */
export type Engines = readonly [EngineChoice, ...EngineChoice[]];

const CHOICES = ['auto', 'host', 'private'] as const;

/** The engines that `--engine` names, each once; `auto` when it names none. */
export function readEngines(names: readonly string[]): Engines {
  const [first = 'auto', ...others] = new Set(names);
  return [choiceOf(first), ...others.map(choiceOf)];
}

const choiceOf = (name: string): EngineChoice => CHOICES.find((choice) => choice === name) ?? { named: name };

/** What is wrong with the names, before anything is run. */
export async function engineProblem(engines: Engines, env: NodeJS.ProcessEnv): Promise<Problem | undefined> {
  for (const choice of engines) {
    if (typeof choice === 'string') continue;
    const endpoint = await namedEndpoint(choice.named, env);
    if (!('severity' in endpoint)) continue;
    const near = nearest(choice.named, CHOICES);
    return near === undefined ? endpoint : { ...endpoint, hint: `did you mean ${near}?` };
  }
  return undefined;
}
