import { setTimeout as delay } from 'node:timers/promises';
import { dial } from './dial.ts';
import type { InsideEndpoint } from './endpoint.ts';
import { execText } from './exec.ts';
import type { Upstream } from './gateway/upstream.ts';

export interface BoundOptions {
  readonly container: string;
  readonly upstream: Upstream;
  /** What a stop waits before the kill, in s. */
  readonly stopSeconds: number;
}

export const stopNotice = (seconds: number): string =>
  `docker stop and docker restart give a container ${seconds} s to end, not the engine's 10 s, unless the lab says how long`;

/**
 * To be called when a container is signalled: where it is `docker stop` or the like that does so and waits,
 * and nobody said how long, it is made to wait no longer than this. Tells whether it was.
 */
export async function boundStop(endpoint: InsideEndpoint, options: BoundOptions): Promise<boolean> {
  const { container, upstream, stopSeconds } = options;
  await delay(stopSeconds * 1000);
  const found = await upstream.find<Inspected>(`/containers/${container}/json`);
  if (!found?.State.Running || found.State.Paused || typeof found.Config.StopTimeout === 'number')
    return false;
  const target = { connect: () => dial(endpoint.via), container: endpoint.container };
  const { output } = await execText(target, { argv: ['sh', '-c', commandLines] });
  if (!output.split('\n').some(waitsAsTheEngineDoes)) return false;
  await upstream.ask('POST', `/containers/${container}/kill`);
  return true;
}

interface Inspected {
  readonly State: { readonly Running: boolean; readonly Paused: boolean };
  readonly Config: { readonly StopTimeout?: number | null };
}

/** Of all processes of the machine. Their arguments end with NUL (proc_pid_cmdline(5)). */
const commandLines = `for file in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <"$file"; echo; done 2>/dev/null`;

/** Whether it is a docker client that stops containers and was not told how long to wait. */
function waitsAsTheEngineDoes(commandLine: string): boolean {
  const words = commandLine.split(' ');
  const program = words[0]?.split('/').at(-1) ?? '';
  if (!/^docker(?:-compose)?$/.test(program) || words.some((word) => /^(?:-t|--time)/.test(word)))
    return false;
  return words.some((word) => /^(?:stop|restart|down|up)$/.test(word));
}
