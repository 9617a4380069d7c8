import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../model/problem.ts';

/** Programs of the machine that a private engine is made with → Debian packages that have them. */
const tools = { unshare: 'util-linux', nsenter: 'util-linux', mount: 'mount', ip: 'iproute2' };
/** Programs of the engine itself, on the machine or in the root file system it is run from. */
const parts = { dockerd: 'docker.io', containerd: 'containerd', runc: 'runc', iptables: 'iptables' };

const install = 'apt-get install -y --no-install-recommends docker.io iptables iproute2';

/** Why no private engine can be started here; undefined when there is no reason known. */
export function obstacleToPrivateEngine(options: {
  readonly env: NodeJS.ProcessEnv;
  readonly root?: string;
}): Problem | undefined {
  if (process.platform !== 'linux') return obstacle('that needs Linux', 'Use --engine host.');
  const missing = [
    ...missingPrograms(tools, options.env, '/'),
    ...missingPrograms(parts, options.env, options.root ?? '/'),
  ];
  if (missing.length > 0) {
    const where = options.root === undefined ? 'not installed' : `missing below / or ${options.root}`;
    return obstacle(`${missing.join(', ')}: ${where}`, `On Debian and Ubuntu: ${install}`);
  }
  if (process.getuid?.() !== 0) return obstacle('that needs root', 'Run labproof with sudo.');
  return undefined;
}

function missingPrograms(
  programs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
  root: string,
): readonly string[] {
  const folders = [
    ...(env.PATH ?? '').split(':'),
    '/usr/local/sbin',
    '/usr/local/bin',
    '/usr/sbin',
    '/usr/bin',
  ];
  return Object.keys(programs).filter(
    (name) => !folders.some((folder) => folder.startsWith('/') && isExecutable(join(root, folder, name))),
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

function obstacle(message: string, hint: string): Problem {
  return { severity: 'error', code: 'private-engine', message: `no private engine: ${message}`, hint };
}
