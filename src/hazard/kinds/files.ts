import type { HazardKind, Typed } from '../hazard.ts';

/** Programs that write, move or remove all or the last of what they are given. */
const ALL = /^(?:rm|rmdir|mkdir|touch|tee|chmod|chown|chgrp|truncate|shred|unlink|fallocate|mkfifo|mknod)$/;
const LAST = /^(?:cp|mv|ln|install|rsync)$/;

export const files: HazardKind = {
  found: (typed) => {
    const path = written(typed).find(isBeyond);
    return path === undefined ? undefined : `changes ${path}, which is outside the lab's folder and home`;
  },
};

/** Options of docker that name a file of the computer to write. */
const DOCKER_FILES: readonly string[] = ['cidfile', 'iidfile', 'output', 'metadata-file'];

/** Options of other programs that do, in the words they are written in. */
const TARGETS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    curl: /^(?:-[a-zA-Z]*o|--output)$/,
    wget: /^(?:-[a-zA-Z]*[OP]|--output-document|--directory-prefix)$/,
    tar: /^(?:-C|--directory)$/,
    unzip: /^-d$/,
  }),
);

function written({ command, program, operands, options, docker }: Typed): readonly string[] {
  const targets = command.redirects
    .filter(({ operator }) => operator.includes('>') && !operator.endsWith('&'))
    .map(({ target }) => target.text);
  if (docker)
    return [
      ...targets,
      ...DOCKER_FILES.flatMap((option) => docker.options.get(option) ?? []),
      ...(docker.verb === 'cp' ? docker.arguments.slice(1) : []),
    ];
  const target = TARGETS.get(program);
  if (target) {
    const words = command.words.map(({ text }) => text);
    return [...targets, ...words.filter((_word, index) => target.test(words[index - 1] ?? ''))];
  }
  if (program === 'find')
    return options.includes('-delete') ? [...targets, ...operands.slice(0, 1)] : targets;
  if (/^(?:rm|rmdir|mv)$/.test(program)) return [...targets, ...operands.map(emptied)];
  if (ALL.test(program)) return [...targets, ...operands];
  if (LAST.test(program)) return [...targets, ...operands.slice(-1)];
  if (program === 'sed' && options.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word)))
    return [...targets, ...operands];
  if (program === 'dd') return [...targets, ...operands.flatMap((word) => /^of=(.*)/.exec(word)?.[1] ?? [])];
  return targets;
}

/** To remove the home folder as a whole is not to write into it. */
const emptied = (path: string): string =>
  path === process.env.HOME || path === `${process.env.HOME}/` ? '/' : path;

/** Devices such as /dev/null are there to be written to; disks are not. */
const isBeyond = (path: string): boolean =>
  (/^\/(?!tmp(?:\/|$)|var\/tmp(?:\/|$)|home\/|Users\/|dev\/)/.test(path) &&
    path !== process.env.HOME &&
    !path.startsWith(`${process.env.HOME ?? '/'}/`)) ||
  /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|mem|kmem|port|disk)/.test(path);
