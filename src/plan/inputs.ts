import { type DockerCommand, dockerCommand } from '../command/docker.ts';
import type { PublishedPort } from '../command/objects.ts';
import { parseScript } from '../command/words.ts';
import { hazardsOfCompose } from '../hazard/compose.ts';
import type { Hazard } from '../hazard/hazards.ts';
import type { FileAction } from '../model/lab.ts';
import { baseImages, composeImages, composePorts } from './requirements.ts';

const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

export interface ShownFiles {
  /** By their paths from the lab's folder. */
  readonly files: ReadonlyMap<string, FileAction>;
  /** The path from the lab's folder of one that a command types. */
  readonly locate: (path: string) => string;
}

/** The images that a build or compose command reads from files which the document shows. */
export function buildInputs(script: string, { files, locate }: ShownFiles): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    if (!docker) return [];
    const named = docker.options.get('file') ?? [];
    if (docker.verb === 'build') {
      const context = (docker.arguments.at(-1) ?? '.').replace(/\/+$/, '').replace(/^\.\/?/, '');
      const path = named[0] ?? (context === '' ? 'Dockerfile' : `${context}/Dockerfile`);
      return baseImages(files.get(locate(path))?.content ?? '');
    }
    if (!docker.verb.startsWith('compose') && docker.verb !== 'stack deploy') return [];
    const texts = composeTexts(docker, { files, locate });
    const builds = texts.some((text) => /^\s+build:/m.test(text));
    return [
      ...texts.flatMap(composeImages),
      ...(builds
        ? [...files.values()]
            .filter(({ path }) => /(^|\/)Dockerfile/.test(path))
            .flatMap(({ content }) => baseImages(content))
        : []),
    ];
  });
}

/** Verbs that start the services of compose files with the ports that they publish. */
const STARTS = new Set(['compose up', 'compose start', 'compose restart', 'stack deploy']);

/** The ports that a command publishes because a compose file, which the document shows, says so. */
export function composeInputs(script: string, shown: ShownFiles): readonly PublishedPort[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    return docker && STARTS.has(docker.verb) ? composeTexts(docker, shown).flatMap(composePorts) : [];
  });
}

/** Verbs that make containers of services. */
const MAKES = new Set(['compose up', 'compose create', 'compose run', 'stack deploy']);

/** What a command does to the computer because a compose file, which the document shows, says so. */
export function composeHazards(script: string, shown: ShownFiles): readonly Hazard[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    if (!docker || !MAKES.has(docker.verb)) return [];
    return composeFiles(docker, shown).flatMap(({ path, content }) => hazardsOfCompose(path, content));
  });
}

const composeTexts = (docker: DockerCommand, shown: ShownFiles): readonly string[] =>
  composeFiles(docker, shown).map(({ content }) => content);

function composeFiles({ options }: DockerCommand, { files, locate }: ShownFiles): readonly FileAction[] {
  const named = [...(options.get('file') ?? []), ...(options.get('compose-file') ?? [])];
  const used = named.length > 0 ? named : COMPOSE_FILES;
  return used.flatMap((path) => files.get(locate(path)) ?? []);
}
