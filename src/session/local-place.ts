import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bash } from './bash.ts';
import { startLocally } from './local-bash.ts';
import { FifoOutlets, openTerminal } from './outlet.ts';
import type { Place, Signals, Site, StartOptions } from './place.ts';
import { foreground, sendSignal, signalForeground } from './processes.ts';
import { openPty } from './pty.ts';
import { startWatchdog } from './watchdog.ts';

/**
 * This machine; `enter` is a program and its arguments that start the shell in namespaces of it, [] for
 * none. `home`: where folders are made that both sides see at one path, for a machine of those namespaces, which
 * has terminals of its own.
 */
export function localPlace(enter: readonly string[], home?: string): Place {
  return { open: () => openSite(enter, home) };
}

async function openSite(enter: readonly string[], machine: string | undefined): Promise<Site> {
  const home = machine ?? tmpdir();
  const terminals = machine === undefined ? [] : enter;
  const folder = await mkdtemp(join(home, 'labproof-'));
  const watchdog = startWatchdog(folder);
  const outlets = new FifoOutlets(folder);
  let shells = 0;

  async function start(options: StartOptions): Promise<Bash> {
    shells += 1;
    const alsoMake = shells === 1 ? [outlets.path] : [];
    const { bash, lineage } = await startLocally({ ...options, enter, folder, name: `${shells}`, alsoMake });
    watchdog.watch(lineage);
    return bash;
  }

  return {
    signals,
    start,
    outlet: (onData, answers) => outlets.open(onData, answers),
    terminal: (onData, options) =>
      openTerminal((receive) => openPty(receive, { ...options, enter: terminals }), onData),
    end: () => watchdog.end(),
    close: async () => {
      outlets.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const signals: Signals = {
  send: ({ pid, jobs }, toCommand, toShell) => {
    const target = foreground(pid, jobs);
    if (target !== undefined) signalForeground(target, toCommand);
    if (toShell !== undefined) sendSignal(pid, toShell);
  },
  delivered: async () => {},
};
