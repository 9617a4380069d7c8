import { FREEZING, WATCHING } from './call-guard.ts';

/** As libseccomp calls them. Refused as if the kernel had none: programs such as runc go on without. */
const ABSENT = ['add_key', 'request_key', 'keyctl'];
/**
 * What no namespace holds: files by a number of their file system, swap, quotas, programs that watch the
 * kernel; the clock, modules, another kernel, ports of the hardware.
 */
const REFUSED = [
  ...['open_by_handle_at', 'swapon', 'swapoff', 'quotactl', 'quotactl_fd', 'perf_event_open'],
  ...['clock_settime', 'clock_settime64', 'settimeofday', 'stime'],
  ...['adjtimex', 'clock_adjtime', 'clock_adjtime64'],
  ...['init_module', 'finit_module', 'delete_module', 'kexec_load', 'kexec_file_load', 'iopl', 'ioperm'],
];

const ENOSYS = 38;
const EPERM = 1;

/**
 * The profile of seccomp(2) for machines that are containers, in docker's form: what keeps a machine in
 * namespaces from system calls that reach past every namespace, and what its processes there lack the
 * capability for. Engines before 23.0 take none of a privileged container (moby, daemon/seccomp_linux.go).
 */
export const callProfile = JSON.stringify({
  defaultAction: 'SCMP_ACT_ALLOW',
  syscalls: [
    { names: ABSENT, action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS },
    { names: REFUSED, action: 'SCMP_ACT_ERRNO', errnoRet: EPERM },
    ...FREEZING.map((value) => refusing('ioctl', { index: 1, value })),
    ...WATCHING.map((value) => refusing('bpf', { index: 0, value })),
  ],
});

function refusing(name: string, argument: { readonly index: number; readonly value: number }): object {
  const args = [{ ...argument, op: 'SCMP_CMP_EQ' }];
  return { names: [name], action: 'SCMP_ACT_ERRNO', errnoRet: EPERM, args };
}
