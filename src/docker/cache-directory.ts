import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where what may be made again is kept between runs: the XDG cache folder. */
export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_CACHE_HOME;
  return join(base?.startsWith('/') ? base : join(homedir(), '.cache'), 'labproof');
}
