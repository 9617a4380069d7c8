import { dirname, join } from 'node:path/posix';
import { composeServices } from '../command/compose-file.ts';
import { type DockerCommand, dockerCommand } from '../command/docker.ts';
import { baseImages, dockerfileOf } from '../command/dockerfile.ts';
import type { PublishedPort } from '../command/objects.ts';
import { parseScript } from '../command/words.ts';
import { hazardsOfCompose } from '../hazard/compose.ts';
import type { Hazard } from '../hazard/hazards.ts';
import type { FileAction } from '../model/lab.ts';
import { verbOf } from '../profile/verbs.ts';
import { isMap, isText } from '../text/values.ts';

const COMPOSE_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

export interface ShownFiles {
  /** By their paths from the lab's folder. */
  readonly files: ReadonlyMap<string, FileAction>;
  /** The path from the lab's folder of one that a command types. */
  readonly locate: (path: string) => string;
}

/** The images that a build or compose command reads from files which the document shows. */
export function buildInputs(script: string, shown: ShownFiles): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    if (!docker) return [];
    if (docker.verb === 'build') return imagesOfBuild(dockerfileOf(docker), shown);
    if (!docker.verb.startsWith('compose') && docker.verb !== 'stack deploy') return [];
    return composeFiles(docker, shown).flatMap(({ content, typed }) =>
      composeServices(content).flatMap(({ image, dockerfile, settings }) => {
        // Beside `build`, `image` names what is built.
        if (dockerfile === undefined) return image ?? [];
        const { dockerfile_inline: inline } = isMap(settings.build) ? settings.build : {};
        if (isText(inline)) return baseImages(inline);
        return imagesOfBuild(join(dirname(typed), dockerfile), shown);
      }),
    );
  });
}

/** `path` is as a command types it. */
function imagesOfBuild(path: string | undefined, { files, locate }: ShownFiles): readonly string[] {
  return path === undefined ? [] : baseImages(files.get(locate(path))?.content ?? '');
}

/** The ports that a command publishes because a compose file, which the document shows, says so. */
export function composeInputs(script: string, shown: ShownFiles): readonly PublishedPort[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    return docker && verbOf(docker.verb).startsServices
      ? composeFiles(docker, shown).flatMap(({ content }) =>
          composeServices(content).flatMap(({ ports }) => ports),
        )
      : [];
  });
}

/** What a command does to the computer because a compose file, which the document shows, says so. */
export function composeHazards(script: string, shown: ShownFiles): readonly Hazard[] {
  return parseScript(script).commands.flatMap(({ words }) => {
    const docker = dockerCommand(words);
    if (!docker || !verbOf(docker.verb).makesServices) return [];
    return composeFiles(docker, shown).flatMap(({ path, content }) => hazardsOfCompose(path, content));
  });
}

function composeFiles(
  { options }: DockerCommand,
  { files, locate }: ShownFiles,
): readonly (Pick<FileAction, 'path' | 'content'> & { readonly typed: string })[] {
  const named = [...(options.get('file') ?? []), ...(options.get('compose-file') ?? [])];
  const used = named.length > 0 ? named : COMPOSE_FILES;
  return used.flatMap((typed) => {
    const file = files.get(locate(typed));
    return file ? [{ path: file.path, content: file.content, typed }] : [];
  });
}
