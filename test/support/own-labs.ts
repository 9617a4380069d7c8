import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './cli.ts';

/** Our labs that have several machines, which an engine alone does not give. */
export const LABS_OF_SEVERAL_MACHINES: readonly string[] = [
  'nodes',
  'overlay',
  'neighbours',
  'absence',
  'reach',
].map((name) => `labs/${name}.md`);

/** All of them, in order. */
export async function ownLabs(): Promise<readonly string[]> {
  const files = (await readdir(join(ROOT, 'labs'))).filter((file) => file.endsWith('.md'));
  return files.map((file) => `labs/${file}`).sort();
}
