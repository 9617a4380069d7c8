import type { HazardKind, Typed } from '../hazard.ts';

/** Programs that write, move or remove all or the last of what they are given. */
const ALL = /^(?:rm|rmdir|mkdir|touch|tee|chmod|chown|chgrp|truncate|shred|unlink)$/;
const LAST = /^(?:cp|mv|ln|install|rsync)$/;

export const files: HazardKind = {
  found: (typed) => {
    const path = written(typed).find(isBeyond);
    return path === undefined ? undefined : `changes ${path}, which is outside the lab's folder and home`;
  },
};

function written({ command, program, operands, options }: Typed): readonly string[] {
  const targets = command.redirects
    .filter(({ operator }) => operator.includes('>') && !operator.endsWith('&'))
    .map(({ target }) => target.text);
  if (ALL.test(program)) return [...targets, ...operands];
  if (program === 'mv') return [...targets, ...operands];
  if (LAST.test(program)) return [...targets, ...operands.slice(-1)];
  if (program === 'sed' && options.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word)))
    return [...targets, ...operands];
  if (program === 'dd') return [...targets, ...operands.flatMap((word) => /^of=(.*)/.exec(word)?.[1] ?? [])];
  return targets;
}

/** Devices such as /dev/null are there to be written to; disks are not. */
const isBeyond = (path: string): boolean =>
  (/^\/(?!tmp(?:\/|$)|var\/tmp(?:\/|$)|home\/|Users\/|dev\/)/.test(path) &&
    path !== process.env.HOME &&
    !path.startsWith(`${process.env.HOME ?? '/'}/`)) ||
  /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|mem|kmem|port|disk)/.test(path);
