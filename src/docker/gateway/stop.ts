import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { profileOf } from '../../profile/programs.ts';
import type { Handler } from './call.ts';
import { addressContainer } from './containers.ts';
import { relay } from './relay.ts';
import { inspect } from './resolve.ts';

interface Stopped {
  readonly Id: string;
  readonly Config?: { readonly StopTimeout?: number | null; readonly StopSignal?: string };
  readonly State?: { readonly Pid?: number; readonly Paused?: boolean };
}

/** `docker stop` and `docker restart`, which wait no longer than the run does unless the lab says so. */
export const stopContainer: Handler = async (call) => {
  const { run, query } = call;
  await addressContainer(call);
  if (run.stopSeconds !== undefined && !query.has('t')) {
    const text = await inspect(run, 'container', call.path.split('/')[2] ?? '');
    const container = text === undefined ? undefined : (JSON.parse(text) as Stopped);
    // A container that was created with --stop-timeout has the time that the lab chose.
    if (typeof container?.Config?.StopTimeout !== 'number') {
      const inVain = container !== undefined && (await ignoresStop(container, run.proc));
      query.set('t', inVain ? '0' : String(run.stopSeconds));
      run.notices.add(
        `docker stop and docker restart give a container ${run.stopSeconds} s to end, not the engine's 10 s, and none where its first process ignores the signal, unless the lab says how long`,
      );
    }
  }
  await relay(call, { mode: 'raw' });
};

/**
 * Whether the signal of a stop will be ignored, so that the engine would wait in vain: the first
 * process of a process namespace gets no signal that it has no handler for (pid_namespaces(7)).
 * False when it can't be known.
 */
async function ignoresStop({ Id, Config, State }: Stopped, proc: string | undefined): Promise<boolean> {
  // `TERM`, `SIGTERM` or `15`.
  const name = (Config?.StopSignal || 'TERM').toUpperCase().replace(/^SIG/, '');
  const signal = constants.signals[`SIG${name}` as NodeJS.Signals] ?? Number(name);
  const pid = State?.Pid ?? 0;
  if (proc === undefined || pid === 0 || State?.Paused === true || !(signal > 0 && signal < 32)) return false;
  try {
    const [status, groups] = await Promise.all([
      readFile(`${proc}/${pid}/status`, 'utf8'),
      readFile(`${proc}/${pid}/cgroup`, 'utf8'),
    ]);
    const field = (key: string): string => new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
    const has = (mask: string): boolean => ((BigInt(`0x${field(mask)}`) >> BigInt(signal - 1)) & 1n) === 1n;
    const isFirst = /\s1$/.test(field('NSpid'));
    // The number is that of another process where the engine counts in another namespace.
    return (
      groups.includes(Id) &&
      isFirst &&
      profileOf(field('Name')).ignoresStop === true &&
      !has('SigCgt') &&
      !has('SigBlk')
    );
  } catch {
    return false;
  }
}
