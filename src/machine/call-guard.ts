import { runApart } from '../session/run-apart.ts';

/**
 * Keeps a program and all that it starts from system calls that reach past every namespace: files by a number
 * of their file system, which leads from any file to all of its disk (open_by_handle_at(2)), keys of the
 * kernel, swap, quotas and freezing of file systems, and programs of the kernel that watch all of it. It is a
 * filter of seccomp(2), which nothing takes off again. The words stand before those of the program, in a
 * shell; '' where there can be none, as without perl.
 */
export function usableCallGuard(arch: string = process.arch): Promise<string> {
  const known = tried.get(arch) ?? tryCallGuard(arch);
  tried.set(arch, known);
  return known;
}

/** What a kernel can do it can for every machine. */
const tried = new Map<string, Promise<string>>();

async function tryCallGuard(arch: string): Promise<string> {
  const machine = MACHINES[arch];
  if (machine === undefined) return '';
  const words = ['perl', '-e', LOADER, String(machine.prctl), filterOf(machine.systems)];
  return runApart(words[0]!, [...words.slice(1), 'true']).then(
    () => words.map((word) => `'${word}'`).join(' '),
    () => '',
  );
}

/** prctl(2): PR_SET_SECCOMP (22) with a filter (2). It has no single quotes. */
const LOADER = `
my ($prctl, $code) = (shift, pack("H*", shift));
my $filter = pack("SxxxxxxP", length($code) / 8, $code);
syscall($prctl + 0, 22, 2, $filter, 0, 0) == 0 or die "seccomp: $!";
exec @ARGV or die "$ARGV[0]: $!";
`;

/** How a kernel is called: its name in AUDIT_ARCH_*, and the numbers of what is refused. */
interface CallSystem {
  readonly arch: number;
  /** Refused as if the kernel had none: programs such as runc go on without. */
  readonly absent: readonly number[];
  readonly refused: readonly number[];
  /** Calls of which one operation is refused, by its first or second argument. */
  readonly partly: readonly {
    readonly call: number;
    readonly argument: 0 | 1;
    readonly values: readonly number[];
  }[];
}

/** FIFREEZE and FITHAW (linux/fs.h), and ext4's and XFS's to shut down. */
export const FREEZING = [0xc0045877, 0xc0045878, 0x8004587d];
/** Of bpf(2): what runs programs that watch, or attaches them to the whole kernel; not those of control groups. */
export const WATCHING = [10, 17, 28];

/** Source: the tables of Linux, arch/…/syscalls. In order: add_key, request_key, keyctl; then as named. */
const X64: CallSystem = {
  arch: 0xc000003e,
  absent: [248, 249, 250],
  // open_by_handle_at, swapon, swapoff, perf_event_open, quotactl, quotactl_fd
  refused: [304, 167, 168, 298, 179, 443],
  partly: [
    { call: 16, argument: 1, values: FREEZING },
    { call: 321, argument: 0, values: WATCHING },
  ],
};
const I386: CallSystem = {
  arch: 0x40000003,
  absent: [286, 287, 288],
  // As above, and bpf.
  refused: [342, 87, 115, 336, 131, 443, 357],
  partly: [{ call: 54, argument: 1, values: FREEZING }],
};
const ARM64: CallSystem = {
  arch: 0xc00000b7,
  absent: [217, 218, 219],
  refused: [265, 224, 225, 241, 60, 443],
  partly: [
    { call: 29, argument: 1, values: FREEZING },
    { call: 280, argument: 0, values: WATCHING },
  ],
};

const MACHINES: Readonly<
  Record<string, { readonly prctl: number; readonly systems: readonly CallSystem[] }>
> = {
  x64: { prctl: 157, systems: [X64, I386] },
  arm64: { prctl: 167, systems: [ARM64] },
};

/** An instruction: operation, steps ahead if it holds, if not, constant. Source: Linux, uapi/linux/filter.h. */
type Instruction = readonly [operation: number, then: number, other: number, constant: number];

/** Offsets of struct seccomp_data. */
const NUMBER = 0;
const ARCH = 4;
const ARGUMENTS = 16;

const load = (offset: number): Instruction => [0x20, 0, 0, offset];
const unless = (constant: number, steps: number): Instruction => [0x15, 0, steps, constant];
const answer = (constant: number): Instruction => [0x06, 0, 0, constant];

const ALLOWED = answer(0x7fff0000);
/** With EPERM and with ENOSYS (errno(3)). */
const REFUSED = answer(0x00050001);
const ABSENT = answer(0x00050026);

/** Ways of calling that no table is known of are refused as absent. */
function filterOf(systems: readonly CallSystem[]): string {
  const code = [...systems.flatMap(ofSystem), ABSENT];
  const bytes = Buffer.alloc(code.length * 8);
  code.forEach(([operation, then, other, constant], at) => {
    bytes.writeUInt16LE(operation, at * 8);
    bytes.writeUInt8(then, at * 8 + 2);
    bytes.writeUInt8(other, at * 8 + 3);
    bytes.writeUInt32LE(constant, at * 8 + 4);
  });
  return bytes.toString('hex');
}

function ofSystem({ arch, absent, refused, partly }: CallSystem): readonly Instruction[] {
  const whole = [
    ...absent.flatMap((call) => [unless(call, 1), ABSENT]),
    ...refused.flatMap((call) => [unless(call, 1), REFUSED]),
  ];
  const parts = partly.flatMap(({ call, argument, values }) => {
    const tests = [
      load(ARGUMENTS + 8 * argument),
      ...values.flatMap((value) => [unless(value, 1), REFUSED]),
      ALLOWED,
    ];
    return [unless(call, tests.length), ...tests];
  });
  // Numbers of x32 (bit 30) are another table for the same calls.
  const other: readonly Instruction[] = arch === X64.arch ? [[0x45, 0, 1, 0x40000000], ABSENT] : [];
  const body = [load(NUMBER), ...other, ...whole, ...parts, ALLOWED];
  return [load(ARCH), unless(arch, body.length), ...body];
}
