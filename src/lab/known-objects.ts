import { dockerCommand } from '../command/docker.ts';
import { scriptOf } from './script-cache.ts';
import { type Behaviour, type KnownObjects, runBehaviour } from './terminal.ts';

/** What the commands read so far have made, as far as their words tell. */
export interface Known extends KnownObjects {
  learn(script: string): void;
}

export function createKnown(): Known {
  const containers = new Map<string, Behaviour>();
  const images = new Map<string, Behaviour>();
  const known: Known = {
    containers,
    images,
    learn(script) {
      if (!script.includes('docker')) return;
      for (const { words } of scriptOf(script).commands) {
        const docker = dockerCommand(words);
        if (docker?.verb !== 'run' && docker?.verb !== 'create') continue;
        const name = docker.options.get('name')?.at(-1);
        if (name !== undefined) containers.set(name, runBehaviour(docker, known));
      }
    },
  };
  return known;
}
