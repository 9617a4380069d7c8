import { join } from 'node:path/posix';
import type { DockerCommand } from './docker.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals, such as `FROM`. */
  readonly name: string;
  /** The rest on one line, without comments between its lines and without here-documents. */
  readonly text: string;
}

/**
 * The instructions of a Dockerfile. Anything is read: a line that is no instruction becomes one that
 * nobody asks for. Source: the Dockerfile reference (parser directives, comments, here-documents).
 */
export function readDockerfile(content: string): readonly Instruction[] {
  const lines = content.split(/\r?\n/);
  const goOn = /^#\s*escape\s*=\s*`/im.test(leadingComments(lines)) ? '`' : '\\';
  /** Where each line, without tabs in front, stands last. */
  const last = new Map(lines.map((line, index) => [line.replace(/^\t+/, ''), index]));
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const parts: string[] = [];
    for (; at < lines.length; at += 1) {
      const line = lines[at]!;
      // Between the lines of an instruction comments and blank lines count for nothing.
      if (/^\s*(?:#|$)/.test(line)) {
        if (parts.length === 0) break;
        continue;
      }
      const goesOn = line.trimEnd().endsWith(goOn);
      parts.push((goesOn ? line.trimEnd().slice(0, -1) : line).trim());
      if (!goesOn) break;
    }
    const match = /^([A-Za-z]+)(?:\s+(.*))?$/.exec(parts.join(' ').trim());
    if (!match) continue;
    const [, name = '', text = ''] = match;
    instructions.push({ name: name.toUpperCase(), text });
    if (!/^(?:RUN|COPY|ADD)$/i.test(name)) continue;
    for (const [, strip, , end] of text.matchAll(/<<(-?)(["']?)(\w+)\2/g)) {
      // One that has no end is no here-document, and is not looked for again.
      if ((last.get(end!) ?? 0) <= at) continue;
      const ends = (line: string): boolean => (strip ? line.replace(/^\t+/, '') : line) === end;
      let to = at + 1;
      while (to < lines.length && !ends(lines[to]!)) to += 1;
      if (to < lines.length) at = to;
    }
  }
  return instructions;
}

/** Parser directives stand in the comments before anything else. */
function leadingComments(lines: readonly string[]): string {
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines.slice(0, end === -1 ? lines.length : end).join('\n');
}

/** The images that a build takes from elsewhere: of `FROM` and `--from=`, but not `scratch`, stages or what a variable without default names. */
export function baseImages(content: string): readonly string[] {
  const instructions = readDockerfile(content);
  const stages = new Set(['scratch']);
  const defaults = new Map<string, string>();
  const images: string[] = [];
  let count = 0;
  const add = (image: string): void => {
    if (!stages.has(image.toLowerCase()) && !image.includes('$')) images.push(image);
  };
  for (const { name, text } of instructions) {
    // Only arguments before the first stage hold in FROM.
    const [, argument, value] = /^(\w+)=["']?([^"'\s]*)/.exec(text) ?? [];
    if (name === 'ARG' && count === 0 && argument !== undefined) defaults.set(argument, value ?? '');
    if (name === 'FROM') {
      const [, image = '', stage] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
      add(image.replace(/\$\{(\w+)\}|\$(\w+)/g, (as, a, b) => defaults.get(a ?? b) ?? as));
      if (stage !== undefined) stages.add(stage.toLowerCase());
      count += 1;
    }
    const source = /^COPY$|^ADD$/.test(name) ? /(?:^|\s)--from=(\S+)/.exec(text)?.[1] : undefined;
    if (source !== undefined && !/^\d+$/.test(source)) add(source);
  }
  return images;
}

/** What a Dockerfile says its image runs: the last `ENTRYPOINT` and `CMD`, as written, and the last base. */
export function runsByDefault(content: string): {
  readonly base: string;
  readonly entrypoint: string | undefined;
  readonly command: string | undefined;
  /** It says on which port it listens. */
  readonly exposes: boolean;
} {
  const instructions = readDockerfile(content);
  const last = (wanted: string): string | undefined =>
    instructions.findLast(({ name }) => name === wanted)?.text.trim();
  return {
    base: /^(?:--\S+\s+)*(\S+)/.exec(last('FROM') ?? '')?.[1] ?? '',
    entrypoint: last('ENTRYPOINT'),
    command: last('CMD'),
    exposes: last('EXPOSE') !== undefined,
  };
}

/**
 * The Dockerfile that a build reads, from where it is typed; undefined where it reads none of the
 * reader's: without a context (it is refused), from standard input, from elsewhere.
 */
export function dockerfileOf(docker: DockerCommand): string | undefined {
  const [context] = docker.arguments;
  const named = docker.options.get('file')?.at(-1);
  if (context === undefined || named === '-') return undefined;
  if (named !== undefined) return named;
  if (context === '-' || /^(?:\w+:\/\/|git@)/.test(context)) return undefined;
  return join(context, 'Dockerfile');
}
