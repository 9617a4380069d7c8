import { readdirSync, readFileSync } from 'node:fs';

/** One process as `/proc/PID/stat` tells it. Source: proc(5). */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Clock ticks since boot; orders processes by age. */
  readonly started: number;
}

/**
 * What a shell runs in the foreground: it forks one pipeline after the other and waits for each,
 * so the newest of its children that is no background job leads it.
 */
export function foreground(shell: number, jobs: readonly number[]): Foreground | undefined {
  const processes = listProcesses();
  const own = processes.find((process) => process.pid === shell)?.group;
  const children = processes.filter(
    (process) => process.parent === shell && !jobs.includes(insideId(process.pid, 'NSpgid') ?? process.group),
  );
  children.sort((a, b) => b.started - a.started || b.pid - a.pid);
  const newest = children[0];
  if (newest === undefined) return undefined;
  // Command substitutions stay in the shell's own group, which must not be signalled as a whole.
  if (newest.group !== own) return { group: newest.group, pids: [] };
  return { group: undefined, pids: descendants(processes, newest.pid) };
}

export interface Foreground {
  readonly group: number | undefined;
  readonly pids: readonly number[];
}

export function signalForeground(target: Foreground, signal: NodeJS.Signals): void {
  if (target.group !== undefined) sendSignal(-target.group, signal);
  for (const pid of target.pids) sendSignal(pid, signal);
}

/**
 * The processes from `ancestor` down to the one that knows itself as `inside`, which differs from
 * its ID here when it is in a PID namespace of its own.
 */
export function lineage(ancestor: number, inside: number): number[] {
  const child = readProcess(inside);
  if (child?.parent === ancestor) return [ancestor, inside];
  const processes = listProcesses();
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const found = descendants(processes, ancestor).find((pid) => insideId(pid, 'NSpid') === inside);
  const line: number[] = [];
  for (let pid = found; pid !== undefined && pid !== ancestor; pid = parents.get(pid)) line.unshift(pid);
  return [ancestor, ...line];
}

/** Whether a process is gone, or was killed and is yet to go. Source: proc_pid_status(5). */
export function isEnding(pid: number): boolean {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return true;
  }
  const pending = [...status.matchAll(/^S(?:ig|hd)Pnd:\s*([0-9a-f]+)$/gm)];
  return /^State:\s*[XZ]/m.test(status) || pending.some(([, mask]) => (BigInt(`0x${mask}`) & KILLED) !== 0n);
}

/** SIGKILL in a mask of signals, of which the first is bit 0. */
const KILLED = 1n << 8n;

/** An ID as the process itself sees it. Source: proc_pid_status(5). */
function insideId(pid: number, field: 'NSpid' | 'NSpgid'): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const line = status.split('\n').find((candidate) => candidate.startsWith(`${field}:`));
    return line === undefined ? undefined : Number(line.split('\t').at(-1));
  } catch {
    return undefined;
  }
}

/** A process that is gone needs no signal. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EINVAL') throw error;
  }
}

function descendants(processes: readonly ProcessInfo[], root: number): number[] {
  const byParent = new Map<number, number[]>();
  for (const { pid, parent } of processes) {
    const siblings = byParent.get(parent);
    if (siblings === undefined) byParent.set(parent, [pid]);
    else siblings.push(pid);
  }
  const found = [root];
  for (const pid of found) found.push(...(byParent.get(pid) ?? []));
  return found;
}

function listProcesses(): ProcessInfo[] {
  const found: ProcessInfo[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const info = readProcess(Number(name));
    if (info !== undefined) found.push(info);
  }
  return found;
}

function readProcess(pid: number): ProcessInfo | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The command's name is in parentheses and may hold any character.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return undefined;
  return { pid, parent: Number(fields[1]), group: Number(fields[2]), started: Number(fields[19]) };
}
