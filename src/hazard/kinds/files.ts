import { redirectedTo } from '../../command/files.ts';
import { profileOf } from '../../profile/programs.ts';
import type { HazardKind, Typed } from '../hazard.ts';
import { typedIn } from '../typed-in.ts';

export const files: HazardKind = {
  found: (typed) => {
    const path = written(typed).find(isBeyond);
    return path === undefined ? undefined : `changes ${path}, which is outside the lab's folder and home`;
  },
};

/** Paths outside the lab's folder and home that a script changes. */
export const pathsBeyond = (script: string): readonly string[] =>
  [...typedIn(script)].flatMap((typed) => written(typed).filter(isBeyond));

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

/** Paths of the computer that it writes, moves or removes, as typed. */
export function written({ command, program, args, operands, options, docker }: Typed): readonly string[] {
  const targets = redirectedTo(command);
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
  const { writes } = program.includes('/') ? {} : profileOf(program);
  if (writes === undefined) return targets;
  if (writes === 'all') return [...targets, ...operands];
  return [...targets, ...(writes === 'last' ? operands.slice(-1) : writes(args))];
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
