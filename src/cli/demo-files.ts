import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DemoValues } from '../demo/settings.ts';
import { makeFolder } from '../docker/folder.ts';

/** The files that a document's front matter wants made of it, from the document's folder. */
export function outputsOf(demo: DemoValues | undefined): readonly string[] {
  const output = demo?.output;
  if (Array.isArray(output)) return output.map(String);
  return typeof output === 'string' ? [output] : [];
}

/** Writes a file with its folder, at no time half; what went wrong, if anything did. */
export async function writeOutput(output: string, bytes: Uint8Array): Promise<string | undefined> {
  const beside = `${output}.${process.pid}.part`;
  try {
    await makeFolder(dirname(output), 0o777);
    await writeFile(beside, bytes);
    await rename(beside, output);
    return undefined;
  } catch (error) {
    await rm(beside, { force: true });
    return `${output}: it can't be written (${(error as NodeJS.ErrnoException).code})`;
  }
}
