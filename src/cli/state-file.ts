import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../docker/folder.ts';

/** Writes a file of the state folder, for its user only; at no time is it half written. Rejects where that can't be done. */
export async function writeStateFile(folder: string, name: string, text: string): Promise<void> {
  await makeFolder(folder);
  const beside = join(folder, `.${name}.${randomUUID()}`);
  try {
    await writeFile(beside, text, { mode: 0o600 });
    await rename(beside, join(folder, name));
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}
