import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FileReport } from './child.ts';

export interface FileResult extends FileReport {
  readonly name: string;
  /** The compiled file. */
  readonly file: string;
  readonly durationMs: number;
  /** What is wrong with the file itself, such as that it ended early; each counts as a failure. */
  readonly faults: readonly string[];
  /** All it wrote. */
  readonly output: string;
}

export interface RunFileOptions {
  readonly name: string;
  readonly deadlineMs: number;
}

/** How long a file may go on after its last test, in ms. */
const GRACE = 5_000;

/** Runs the tests of one compiled file in a process of its own. Never rejects for what a test does. */
export async function runFile(file: string, { name, deadlineMs }: RunFileOptions): Promise<FileResult> {
  const started = Date.now();
  // A group of its own, so that what it has started can be ended with it.
  const child = fork(join(import.meta.dirname, `child${import.meta.filename.slice(-3)}`), [file], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const faults: string[] = [];
  const endAfter = (ms: number, fault: string) =>
    globalThis.setTimeout(() => {
      faults.push(fault);
      killGroup(child.pid);
    }, ms);
  let timer = endAfter(deadlineMs, `it took longer than ${deadlineMs / 1000} s`);
  let report: FileReport | undefined;
  child.on('message', (message) => {
    report = message as FileReport;
    clearTimeout(timer);
    timer = endAfter(Math.min(GRACE, deadlineMs), 'it went on after its last test: something was left open');
  });
  const closed = once(child, 'close');
  const [code, signal] = await once(child, 'exit');
  clearTimeout(timer);
  killGroup(child.pid);
  // The rest of the output; not waited for long, as a stranger to the group may hold the pipe.
  await Promise.race([closed, setTimeout(GRACE, undefined, { ref: false })]);
  if (!report && faults.length === 0) faults.push('it ended before its tests did');
  if (faults.length === 0 && code !== 0) faults.push(`it ended with ${signal ?? `exit status ${code}`}`);
  if (report?.fault) faults.push(report.fault);
  const { passed = 0, failed = 0, skipped = 0 } = report ?? {};
  const output = Buffer.concat(chunks).toString();
  return {
    name,
    file,
    passed,
    failed: failed + faults.length,
    skipped,
    durationMs: Date.now() - started,
    faults,
    output,
  };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended, which is how it should be.
  }
}
