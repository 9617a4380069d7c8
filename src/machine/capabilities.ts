import { readFileSync } from 'node:fs';

/** By number, from capability.h of Linux; without their `CAP_`. */
const CAPABILITIES =
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'.split(
    ' ',
  );

/** Those over what all of a computer shares, which no process of a machine gets. */
const WITHHELD = ['SYS_MODULE', 'SYS_TIME', 'SYS_RAWIO', 'SYS_BOOT', 'SYSLOG', 'WAKE_ALARM', 'BLOCK_SUSPEND'];

/** As `setpriv --bounding-set` takes them away. */
export const withheld = WITHHELD.map((name) => `-${name.toLowerCase()}`).join(',');

/**
 * Names of the capabilities that no process of a machine can have, as the alternatives of a regular
 * expression: labproof itself may lack some.
 */
export function lackingCapabilities(status = readFileSync('/proc/self/status', 'utf8')): string {
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? 'ffffffffffffffff'}`);
  return CAPABILITIES.filter(
    (name, number) => WITHHELD.includes(name) || ((bounding >> BigInt(number)) & 1n) === 0n,
  )
    .map((name) => `CAP_${name}`)
    .join('|');
}
