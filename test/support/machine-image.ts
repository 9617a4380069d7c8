import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { engineRoot, type TestEngine } from './engine.ts';

/**
 * Gives an engine an image to make machines of: the root file system of an engine of that version,
 * which fixtures/engines/build makes. The name of the image.
 */
export async function loadMachineImage(engine: TestEngine, version: '20' | '26' | '28'): Promise<string> {
  const root = engineRoot(version);
  if (root === undefined || !existsSync(root)) throw new Error(`run fixtures/engines/build ${version}`);
  const name = `labproof-machine:${version}`;
  const archive = `tar -C "$1" --exclude=./usr/libexec/docker/cli-plugins --exclude=./var/cache -c . | docker import - "$2"`;
  await promisify(execFile)('bash', ['-o', 'pipefail', '-c', archive, 'import', root, name], {
    env: { ...engine.env, PATH: process.env.PATH },
  });
  return name;
}
