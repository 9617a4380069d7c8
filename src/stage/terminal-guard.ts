import { execFileSync, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Gives the terminal back as it was when this process is killed and can't do so itself: a shell waits
 * for the end of a pipe. Where there is no `stty` there is no guard.
 */
export class TerminalGuard implements Disposable {
  readonly #pipe: Writable;

  private constructor(pipe: Writable) {
    this.#pipe = pipe;
  }

  /** To be called before the terminal is changed. */
  static open(): TerminalGuard | undefined {
    try {
      const mode = execFileSync('stty', ['-g'], { stdio: ['inherit', 'pipe', 'ignore'] });
      // In a session of its own: what ends this process and its group does not end the guard.
      const shell = spawn('sh', ['-c', WAIT, 'sh', mode.toString().trim()], {
        stdio: ['inherit', 'inherit', 'ignore', 'pipe'],
        detached: true,
      });
      shell.on('error', () => {});
      shell.unref();
      const pipe = shell.stdio[3] as Writable & { unref?: () => void };
      pipe.on('error', () => {});
      pipe.unref?.();
      return new TerminalGuard(pipe);
    } catch {
      return undefined;
    }
  }

  [Symbol.dispose](): void {
    this.#pipe.end('done\n');
  }
}

/** Leaves the screen of the show, too, and shows the cursor. */
const WAIT = `trap '' HUP INT QUIT TERM TTOU
read -r _ <&3 || { stty "$1"; printf '\\033[?1049l\\033[?25h\\033[m'; }`;
