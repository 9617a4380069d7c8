import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Settings without which the docker command line lacks plugins or a way out. */
const KEPT = ['cliPluginsExtraDirs', 'proxies'];

/**
 * A configuration folder for the lab's docker: what a lab logs in to, chooses or builds with changes
 * nothing of the user's, and it does not get the user's credentials. Plugins stay.
 */
export async function makeDockerConfig(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const users = env.DOCKER_CONFIG || join(env.HOME || homedir(), '.docker');
  await mkdir(folder, { mode: 0o700 });
  const settings = await readSettings(join(users, 'config.json'));
  const kept = Object.entries(settings).filter(([name]) => KEPT.includes(name));
  await writeFile(join(folder, 'config.json'), JSON.stringify(Object.fromEntries(kept)), { mode: 0o600 });
  await symlink(join(users, 'cli-plugins'), join(folder, 'cli-plugins'));
}

async function readSettings(path: string): Promise<object> {
  try {
    return Object(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}
