import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The root file systems with engines that `LABPROOF_ENGINE_ROOT` names, separated by colons; those that are empty are none. */
export const engineRoots = ({ LABPROOF_ENGINE_ROOT }: NodeJS.ProcessEnv): readonly string[] =>
  (LABPROOF_ENGINE_ROOT ?? '').split(':').filter((root) => root !== '');

/**
 * The root file system that the programs of a private engine come from; undefined for the computer's own. Of
 * several it is the first that has an engine of the version, the computer's own being the last; where none
 * has, and where none is asked for, the first of all.
 */
export async function engineRootFor(
  env: NodeJS.ProcessEnv,
  version: string | undefined,
): Promise<string | undefined> {
  const roots = engineRoots(env);
  if (version === undefined) return roots[0];
  for (const root of [...roots, undefined]) {
    if (isOfVersion(await installedVersion(root), version)) return root;
  }
  return roots[0];
}

/** Whether an engine such as `28.5.2+dfsg1` is what is asked for as `28`, `28.5` or `28.5.2`. */
export const isOfVersion = (found: string, wanted: string): boolean =>
  found.startsWith(wanted) && !/^\d/.test(found.slice(wanted.length));

/** Such as `26.1.5`, as dockerd says it; '' where none is installed. What distributors add to it is no part of it. */
async function installedVersion(root: string | undefined): Promise<string> {
  const argv = root === undefined ? ['dockerd'] : ['chroot', root, 'dockerd'];
  const said = await promisify(execFile)(argv[0]!, [...argv.slice(1), '--version'], {
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
  }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  return /\bversion (\d+(?:\.\d+)*)/.exec(said)?.[1] ?? '';
}
