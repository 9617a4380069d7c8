import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Names one process for all time: numbers are used again, start times within a boot are not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque; equal for the same process. */
  readonly started: string;
  /** What its number counts in, such as another container's: `processNumbering`. Absent in records of older versions. */
  readonly numbering?: string;
}

export async function thisProcess(): Promise<ProcessIdentity> {
  const started = (await startOf(process.pid)) ?? '';
  return { pid: process.pid, started, numbering: processNumbering() };
}

/** Undefined where it can't be told from here, as its number is one of another PID namespace. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean | undefined> {
  const { numbering = processNumbering() } = identity;
  if (numbering !== processNumbering()) return undefined;
  return (await startOf(identity.pid)) === identity.started;
}

/** The number of the PID namespace that this process sees others in (pid_namespaces(7)); '0' where there are none. */
export function processNumbering(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** Undefined when there is no such process; a zombie counts as none. */
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return startByPs(pid);
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const ticks = startTicks(pid);
  return ticks === undefined ? undefined : `${boot.trim()} ${ticks}`;
}

/**
 * On Linux, when a process started, in ticks since boot, which tells it from a later one with the
 * same number. Undefined when there is no such process; a zombie counts as none.
 */
export function startTicks(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // proc_pid_stat(5): the second field, in parentheses, may hold anything; the 22nd is the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

async function startByPs(pid: number): Promise<string | undefined> {
  const env = { ...process.env, LC_ALL: 'C' };
  const told = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { env }).catch(() => {});
  return told?.stdout.trim() || undefined;
}
