import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';

/** Where a sheltered program may keep what only it needs: below no folder that tests take for theirs. */
export const ROOM = '/run';

/**
 * Runs a program where nothing that it does lasts: a changed program may remove, write or kill whatever its
 * rules kept it from. It has processes of its own, an empty /tmp and /run, so that it finds no socket of
 * an engine, and all the rest can only be read, but for one folder. Needs root on Linux; resolves
 * with an exit status, 77 when there is no such place, and then nothing was run.
 */
export async function runSheltered(argv: readonly string[], kept: string): Promise<number> {
  mkdirSync(kept, { recursive: true });
  const namespaces = ['--mount', '--pid', '--fork', '--kill-child', '--ipc', '--mount-proc'];
  const child = spawn('unshare', [...namespaces, 'sh', '-c', SCRIPT, 'sh', kept, ...argv], {
    stdio: 'inherit',
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: '/tmp/home', LABPROOF_SHELTERED: '1' },
  });
  const failed = once(child, 'error').then(() => [77]);
  const [status] = (await Promise.race([once(child, 'exit'), failed])) as [number | null];
  return status ?? 1;
}

export const isSheltered = (): boolean => process.env.LABPROOF_SHELTERED === '1';

/** The rest is a failure of the place, told by its own status, whatever the program's could be. */
const SCRIPT = `
make() {
  set -e
  mount --make-rprivate /
  mount --bind "$1" "$1"
  mount -t tmpfs -o mode=1777 tmpfs /tmp
  mount -t tmpfs tmpfs /run
  mount -t tmpfs -o mode=1777 tmpfs /dev/shm
  for part in /proc/sys /proc/sysrq-trigger; do mount --bind $part $part; done
  mkdir -p /tmp/home
  cut -d ' ' -f 5 /proc/self/mountinfo | sort -u | while read -r point; do
    case $point in
      "$1" | /tmp | /run | /proc | /dev | /dev/*) ;;
      *) mount -o remount,bind,ro "$point" 2>/dev/null || ! [ -w "$point" ] || ! [ -d "$point" ] ;;
    esac
  done
  ! touch / 2>/dev/null
}
(make "$1") || exit 77
shift
exec "$@"
`;
