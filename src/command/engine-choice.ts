import { programWords } from './docker.ts';
import type { Word } from './words.ts';

/** How a command chooses the engine that docker commands talk to, itself or those after it. */
export interface EngineChoice {
  /** What is typed, such as `docker -H tcp://10.0.0.5:2375` or `unset DOCKER_HOST`. */
  readonly typed: string;
  /** `here`: the socket where an engine of this machine usually listens. */
  readonly engine: 'here' | 'elsewhere';
}

/** Undefined for a command that takes the engine it is given. */
export function engineChoice(words: readonly Word[]): EngineChoice | undefined {
  const rest = programWords(words);
  const before = words.slice(0, words.length - rest.length).map(({ text }) => text);
  const assigned = before.flatMap((text) => /^DOCKER_HOST=(.*)$/s.exec(text)?.[1] ?? []).at(-1);
  if (assigned !== undefined) return chosen(`DOCKER_HOST=${assigned}`, assigned);
  const [program = '', ...args] = rest.map(({ text }) => text);
  return READERS.get(program.split('/').at(-1) ?? '')?.(args);
}

type Reader = (args: readonly string[]) => EngineChoice | undefined;

const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    docker: ofDocker,
    'docker-compose': ofDocker,
    export: ofVariable('export'),
    declare: ofVariable('declare'),
    unset: (args) => (args.includes('DOCKER_HOST') ? chosen('unset DOCKER_HOST', '') : undefined),
    curl: ofSocket('curl'),
    socat: ofSocket('socat'),
    nc: ofSocket('nc'),
  }),
);

/** Options of the client itself, which stand before the verb. */
function ofDocker(args: readonly string[]): EngineChoice | undefined {
  for (let at = 0; args[at]?.startsWith('-'); at += 1) {
    const [, name = '', value = args[at + 1] ?? ''] =
      /^(-H|--host|-c|--context)=?(.+)?$/s.exec(args[at]!) ?? [];
    if (name === '-H' || name === '--host') return chosen(`docker ${name} ${value}`, value);
    if (name !== '' && value !== 'default') return { typed: `docker ${name} ${value}`, engine: 'elsewhere' };
    if (name !== '' || /^(?:-l|--log-level|--config|--tls\w+|-f|--file|-p)$/.test(args[at]!)) at += 1;
  }
  return undefined;
}

function ofVariable(program: string): Reader {
  return (args) => {
    const value = args.flatMap((text) => /^DOCKER_HOST=(.*)$/s.exec(text)?.[1] ?? []).at(-1);
    return value === undefined ? undefined : chosen(`${program} DOCKER_HOST=${value}`, value);
  };
}

function ofSocket(program: string): Reader {
  return (args) => {
    const socket = args.find((text) => /^(?!\w+:\/\/).*\/docker\.sock$/.test(text.split(',')[0] ?? ''));
    return socket === undefined ? undefined : chosen(`${program} ${socket}`, '');
  };
}

function chosen(typed: string, host: string): EngineChoice {
  const elsewhere = /^(?:tcp|https?|ssh|npipe):|^[\w.-]+:\d+$/.test(host);
  return { typed, engine: elsewhere ? 'elsewhere' : 'here' };
}
