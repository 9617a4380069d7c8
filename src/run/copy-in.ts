import { spawn } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { type ExecTarget, startExec } from '../docker/exec.ts';

/** Copies a folder of this computer to the same path in a container. Rejects with what kept it from it. */
export async function copyIn(target: ExecTarget, folder: string): Promise<void> {
  const script = 'mkdir -p -- "$1" && tar -x -f - -C "$1"';
  const exec = await startExec(target, { argv: ['sh', '-c', script, 'labproof', folder] });
  const archive = spawn('tar', ['-c', '-f', '-', '-C', folder, '.'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const failed = new Promise<never>((_, reject) => archive.once('error', reject));
  const said: Buffer[] = [];
  exec.errors.on('data', (data: Buffer) => said.push(data));
  const read = exec.output.toArray();
  try {
    await Promise.race([pipeline(archive.stdout, exec.input), failed]);
    await read;
    const status = await exec.status();
    if (status !== 0) throw new Error(Buffer.concat(said).toString().trim() || `status ${status}`);
  } catch (error) {
    throw new Error(`the folder ${folder} could not be copied to the machine: ${(error as Error).message}`);
  } finally {
    exec.close();
  }
}
