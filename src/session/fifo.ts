import { closeSync, constants, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { runApart } from './run-apart.ts';

/**
 * FIFOs rather than the pipes of `spawn`: those are sockets, which a lab's `> /dev/stderr` cannot
 * open, and they would be inherited by whatever the lab leaves running.
 */
export async function makeFifos(paths: readonly string[]): Promise<void> {
  await runApart('mkfifo', ['-m', '600', ...paths]);
}

/**
 * Opened for both directions, so that it neither blocks nor ends when the other side goes away;
 * used in one, as it would read what it writes.
 */
export function openFifo(path: string, use: 'read' | 'write'): Socket {
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  return new Socket({ fd, readable: use === 'read', writable: use === 'write' });
}

/** Reading side of a FIFO for one command's output. */
export interface FifoReader {
  /**
   * Reads what has been written up to now. `open` tells that somebody may still write: a job in
   * the background keeps it.
   */
  drain(): 'open' | 'closed';
  /** What comes from now on is read, so that its writers go on, and dropped. */
  ignore(): void;
  close(): void;
}

/** How long, in ms, a command may take before its output is listened to: most have ended by then. */
const SOON = 2;

export function readFifo(path: string, onData: (data: Buffer) => void): FifoReader {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let open = true;
  let socket: Socket | undefined;
  const timer = setTimeout(listen, SOON);

  function listen(): Socket {
    clearTimeout(timer);
    if (socket) return socket;
    socket = new Socket({ fd, readable: true, writable: false });
    socket.on('data', onData);
    // The descriptor is closed right after; its number may then be another file's.
    const onGone = (): void => {
      open = false;
    };
    socket.on('end', onGone);
    socket.on('error', onGone);
    return socket;
  }

  function drain(): 'open' | 'closed' {
    clearTimeout(timer);
    while (open) {
      const count = readNow(fd, chunk);
      if (count === undefined) return 'open';
      if (count === 0) break;
      onData(Buffer.from(chunk.subarray(0, count)));
    }
    return 'closed';
  }

  function close(): void {
    open = false;
    clearTimeout(timer);
    if (socket) socket.destroy();
    else closeSync(fd);
  }

  function ignore(): void {
    listen().off('data', onData).resume();
  }

  return { drain, ignore, close };
}

const chunk = Buffer.allocUnsafe(65_536);

/** Bytes read, 0 at the end, undefined when there is nothing now. */
function readNow(fd: number, buffer: Buffer): number | undefined {
  try {
    return readSync(fd, buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}
