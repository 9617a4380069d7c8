import { runApart } from '../session/run-apart.ts';

/**
 * Forbids a control group of version 2, and all below it, what no namespace holds and no mount can hide from
 * a process that may mount: to write settings below /proc/sys that all share, and to open disks. Both
 * are decided by small programs in the kernel (bpf(2)), which nothing inside can take away as the group
 * is above what a machine sees of the tree. Whether it could be done: it takes perl, which Debian's
 * base has, and a kernel with CONFIG_CGROUP_BPF, from version 5.2 on.
 */
export async function guardKernel(group: string): Promise<boolean> {
  const number = SYSCALL[process.arch];
  if (number === undefined) return false;
  const args = PROGRAMS.flatMap(({ type, attach, code }) => [String(type), String(attach), hex(code())]);
  return runApart('perl', ['-e', LOADER, String(number), group, ...args]).then(
    () => true,
    () => false,
  );
}

/** The number of bpf(2). Source: syscalls(2), the tables of Linux. */
const SYSCALL: Readonly<Record<string, number>> = { x64: 321, arm64: 280 };

/** Loads each program (command 5) and attaches it (8) such that groups below may have others beside it (2). */
const LOADER = `
my ($number, $group, @programs) = @ARGV;
open(my $folder, "<", $group) or die "$group: $!";
while (my ($type, $attach, $code) = splice(@programs, 0, 3)) {
  my ($bytes, $license) = (pack("H*", $code), "GPL\\0");
  my $load = pack("LLPPx96", $type, length($bytes) / 8, $bytes, $license);
  my $program = syscall($number, 5, $load, length $load);
  die "load: $!" if $program < 0;
  my $at = pack("LLLLx8", fileno $folder, $program, $attach, 2);
  die "attach: $!" if syscall($number, 8, $at, length $at) < 0;
}
`;

/** An instruction: operation, registers (destination, source), offset, constant. Source: Linux, bpf_common.h. */
type Instruction = readonly [operation: number, to: number, from: number, offset: number, constant: number];

const move = (to: number, constant: number): Instruction => [0xb7, to, 0, 0, constant];
const copy = (to: number, from: number): Instruction => [0xbf, to, from, 0, 0];
const add = (to: number, constant: number): Instruction => [0x07, to, 0, 0, constant];
const load = (to: number, from: number, offset: number): Instruction => [0x61, to, from, offset, 0];
const loadHalf = (to: number, from: number, offset: number): Instruction => [0x69, to, from, offset, 0];
const loadByte = (to: number, from: number, offset: number): Instruction => [0x71, to, from, offset, 0];
const clear = (to: number, offset: number): Instruction => [0x7a, to, 0, offset, 0];
const mask = (to: number, constant: number): Instruction => [0x57, to, 0, 0, constant];
const call = (helper: number): Instruction => [0x85, 0, 0, 0, helper];
const skipIf = (register: number, constant: number, count: number): Instruction => [
  ...([0x15, register, 0, count, constant] as const),
];
const skipUnless = (register: number, constant: number, count: number): Instruction => [
  ...([0x55, register, 0, count, constant] as const),
];
const answer = (allowed: 0 | 1): readonly Instruction[] => [move(0, allowed), [0x95, 0, 0, 0, 0]];

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

/** Disks can be named (mknod) but not opened; nor memory, ports and the kernel's log (1:1, 1:2, 1:4, 1:11). */
function devices(): readonly Instruction[] {
  const [BLOCK, CHARACTER] = [1, 2];
  const OPENS = 6 << 16;
  const MEMORY = [1, 2, 4, 11];
  const refused = MEMORY.map((minor, index) => skipIf(3, minor, MEMORY.length - index + 1));
  return [
    load(2, 1, 0),
    copy(4, 2),
    mask(4, OPENS),
    skipUnless(4, 0, 2),
    ...answer(1),
    mask(2, 0xffff),
    skipIf(2, BLOCK, 1 + 1 + 1 + 1 + refused.length + 2),
    skipUnless(2, CHARACTER, 1 + 1 + 1 + refused.length),
    load(3, 1, 4),
    skipUnless(3, 1, 1 + refused.length),
    load(3, 1, 8),
    ...refused,
    ...answer(1),
    ...answer(0),
  ];
}

/** Numbers of kinds of programs and of where they are attached. Source: Linux, include/uapi/linux/bpf.h. */
const PROGRAMS = [
  { type: 23, attach: 18, code: settings },
  { type: 15, attach: 6, code: devices },
] as const;

function hex(code: readonly Instruction[]): string {
  const bytes = Buffer.alloc(code.length * 8);
  code.forEach(([operation, to, from, offset, constant], index) => {
    bytes.writeUInt8(operation, index * 8);
    bytes.writeUInt8(to | (from << 4), index * 8 + 1);
    bytes.writeInt16LE(offset, index * 8 + 2);
    bytes.writeInt32LE(constant, index * 8 + 4);
  });
  return bytes.toString('hex');
}
