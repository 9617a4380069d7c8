import { runApart } from '../session/run-apart.ts';

/** A program for the kernel (bpf(2)) that decides for the processes of a control group. */
export interface KernelProgram {
  /** Numbers of the kind of the program and of where it is attached. Source: Linux, include/uapi/linux/bpf.h. */
  readonly type: number;
  readonly attach: number;
  readonly code: readonly Instruction[];
}

/** Has the programs decide for a control group of version 2 and all below it. Whether it could be done. */
export async function attachPrograms(group: string, programs: readonly KernelProgram[]): Promise<boolean> {
  const number = SYSCALL[process.arch];
  if (number === undefined) return false;
  const args = programs.flatMap(({ type, attach, code }) => [...[type, attach].map(String), hex(code)]);
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
export type Instruction = readonly [
  operation: number,
  to: number,
  from: number,
  offset: number,
  constant: number,
];

export const move = (to: number, constant: number): Instruction => [0xb7, to, 0, 0, constant];
export const copy = (to: number, from: number): Instruction => [0xbf, to, from, 0, 0];
export const add = (to: number, constant: number): Instruction => [0x07, to, 0, 0, constant];
export const load = (to: number, from: number, offset: number): Instruction => [0x61, to, from, offset, 0];
export const loadHalf = (to: number, from: number, offset: number): Instruction => [
  0x69,
  to,
  from,
  offset,
  0,
];
export const loadByte = (to: number, from: number, offset: number): Instruction => [
  0x71,
  to,
  from,
  offset,
  0,
];
export const clear = (to: number, offset: number): Instruction => [0x7a, to, 0, offset, 0];
export const mask = (to: number, constant: number): Instruction => [0x57, to, 0, 0, constant];
export const call = (helper: number): Instruction => [0x85, 0, 0, 0, helper];
export const skipUnless = (register: number, constant: number, count: number): Instruction => [
  ...([0x55, register, 0, count, constant] as const),
];
export const answer = (allowed: 0 | 1): readonly Instruction[] => [move(0, allowed), [0x95, 0, 0, 0, 0]];
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
