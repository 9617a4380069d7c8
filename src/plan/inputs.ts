import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { FileAction } from '../model/lab.ts';
import { baseImages, composeImages } from './requirements.ts';

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
    const paths = [...named, ...(docker.options.get('compose-file') ?? [])];
    const used = paths.length > 0 ? paths : COMPOSE_FILES;
    const texts = used.flatMap((path) => files.get(locate(path))?.content ?? []);
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
