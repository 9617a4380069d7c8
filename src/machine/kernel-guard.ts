import {
  add,
  answer,
  attachPrograms,
  call,
  clear,
  copy,
  type Instruction,
  load,
  loadByte,
  loadHalf,
  mask,
  move,
  skipUnless,
} from './kernel-program.ts';

/**
 * Forbids a control group of version 2, and all below it, what no namespace holds and no mount can hide from
 * a process that may mount: to write settings below /proc/sys that all share, and to open disks. Both
 * are decided by small programs in the kernel (bpf(2)), which nothing inside can take away as the group
 * is above what a machine sees of the tree. Whether it could be done: it takes perl, which Debian's
 * base has, and a kernel with CONFIG_CGROUP_BPF, from version 5.2 on.
 */
export const guardKernel = (group: string): Promise<boolean> =>
  attachPrograms(group, [
    { type: 23, attach: 18, code: settings() },
    { type: 15, attach: 6, code: devices() },
  ]);

const ascii = (text: string): number => Buffer.from(text).readUIntLE(0, text.length);

/** Names of what machines have of their own begin with one of these (namespaces(7)); 4, 4 and 2 letters are compared. */
const OWN = [
  'net/',
  'fs/mqueue',
  'user/',
  'kernel/hos',
  'kernel/dom',
  'kernel/sem',
  'kernel/shm',
  'kernel/msg',
];

/** Reading is free; what is written must have a name of those. Registers: 6 the question, 10 the stack. */
function settings(): readonly Instruction[] {
  const BUFFER = -16;
  const NAME = 101;
  return [
    copy(6, 1),
    load(0, 1, 0),
    skipUnless(0, 0, 2),
    ...answer(1),
    clear(10, BUFFER),
    clear(10, BUFFER + 8),
    copy(1, 6),
    copy(2, 10),
    add(2, BUFFER),
    move(3, 16),
    move(4, 0),
    call(NAME),
    ...OWN.flatMap((name) => beginsWith(name, BUFFER)),
    ...answer(0),
  ];
}

/** Allows what begins so, else goes on. */
function beginsWith(name: string, at: number): readonly Instruction[] {
  const parts: readonly { readonly read: Instruction; readonly text: string }[] = [
    { read: load(0, 10, at), text: name.slice(0, 4) },
    ...(name.length >= 8 ? [{ read: load(0, 10, at + 4), text: name.slice(4, 8) }] : []),
    ...(name.length >= 10 ? [{ read: loadHalf(0, 10, at + 8), text: name.slice(8, 10) }] : []),
    ...(name.length === 5 ? [{ read: loadByte(0, 10, at + 4), text: name.slice(4) }] : []),
  ];
  const rest = (index: number): number => (parts.length - index - 1) * 2 + answer(1).length;
  return [
    ...parts.flatMap(({ read, text }, index) => [read, skipUnless(0, ascii(text), rest(index))]),
    ...answer(1),
  ];
}

/** Devices that every machine has of its own or that are nobody's: of kind 1, and others whole or in part (devices.txt). */
const OPENABLE: readonly { readonly major: number; readonly minors?: readonly number[] }[] = [
  { major: 1, minors: [3, 5, 7, 8, 9] },
  { major: 5 },
  { major: 10, minors: [200, 229] },
  ...[136, 137, 138, 139, 140, 141, 142, 143].map((major) => ({ major })),
];

/** Others can be named (mknod) but not opened. */
function devices(): readonly Instruction[] {
  const BLOCK = 1;
  const OPENS = 6 << 16;
  return [
    load(2, 1, 0),
    copy(4, 2),
    mask(4, OPENS),
    skipUnless(4, 0, 2),
    ...answer(1),
    mask(2, 0xffff),
    skipUnless(2, BLOCK, 2),
    ...answer(0),
    load(3, 1, 4),
    load(5, 1, 8),
    ...OPENABLE.flatMap(({ major, minors }) => {
      const allowed =
        minors === undefined ? answer(1) : minors.flatMap((minor) => [skipUnless(5, minor, 2), ...answer(1)]);
      return [skipUnless(3, major, allowed.length), ...allowed];
    }),
    ...answer(0),
  ];
}
