import type { EngineReader } from '../model/engine.ts';

/** Asks the engine each thing once, so that many goals about one object are one look at it. */
export function readingOnce(engine: EngineReader): EngineReader {
  return {
    network: once((name: string) => engine.network(name)),
    networkNames: once(() => engine.networkNames()),
    container: once((name: string) => engine.container(name)),
    volume: once((name: string) => engine.volume(name)),
    image: once((reference: string) => engine.image(reference)),
    runIn: once((container: string, argv: readonly string[]) => engine.runIn(container, argv)),
    swarm: once(() => engine.swarm()),
    tasks: once(() => engine.tasks()),
    logs: once((container: string) => engine.logs(container)),
  };
}

function once<Args extends readonly unknown[], Answer>(
  ask: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = answers.get(key);
    if (known) return known;
    const answer = ask(...args);
    answers.set(key, answer);
    return answer;
  };
}
