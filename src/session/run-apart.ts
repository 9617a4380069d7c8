import { spawn } from 'node:child_process';

/**
 * Runs a program in a session of its own, so that Ctrl-C at the terminal ends labproof in its order and not
 * its helpers first. Rejects with what the program said when it fails.
 */
export function runApart(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString();
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${program}: ${said.trim() || `ended with ${code ?? signal}`}`));
    });
  });
}
