import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_NAME, enginesFolder, sharedFolder } from '../docker/private-remains.ts';

/** Mount points of the computer's further file systems, outermost first, but for those of machines. */
export function lowerMounts(stateDirectory: string): readonly string[] {
  const engines = enginesFolder(stateDirectory);
  const own = [engines, ...readdirSync(engines).map(sharedFolder)].map((folder) =>
    join(existsSync(folder) ? realpathSync(folder) : folder, '/'),
  );
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map(mountOf)
    .filter(
      ({ point, type }) => point !== '/' && point !== '' && !OWN_FOLDERS.test(point) && !OWN_TYPES.test(type),
    )
    .map(({ point }) => point);
  return [...new Set(points)]
    .filter((point) => !own.some((folder) => `${point}/`.startsWith(folder)) && !OF_MACHINE.test(point))
    .sort();
}

/** What another labproof has mounted for a machine. */
const OF_MACHINE = new RegExp(`/(?:labproof-)?${ENGINE_NAME}(?:/|$)`);
/** What a machine has its own of. */
const OWN_FOLDERS = /^\/(?:proc|sys|dev|run|var\/run|var\/lib\/docker)(?:\/|$)/;
const OWN_TYPES = /^(?:nsfs|proc|sysfs|cgroup2?|autofs)$/;

/** Of a line of proc_pid_mountinfo(5), in which blanks are written as octal numbers. */
function mountOf(line: string): { readonly point: string; readonly type: string } {
  const [before = '', after = ''] = line.split(' - ');
  const point = (before.split(' ')[4] ?? '').replace(/\\(\d{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
  return { point, type: after.split(' ')[0] ?? '' };
}
