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
  const children = processes.filter((process) => process.parent === shell && !jobs.includes(process.group));
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
