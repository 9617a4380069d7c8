import { existsSync } from 'node:fs';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runApart } from '../session/run-apart.ts';

/** Bytes at most that a machine can write; a file takes what is in use of it only. */
const DISK_SIZE = 32 * 2 ** 30;

/**
 * Mounts a disk for a machine, in a file, at `disk` of its folder, and the part that both sides see at `share`. Without
 * the means for one, what a machine writes goes to memory. Nothing of the machine is on a file system of
 * the computer, which could be frozen, made read-only or gone through from any file of it.
 */
export async function makeDisk(directory: string, share: string): Promise<void> {
  const [image, disk] = [join(directory, 'disk.img'), join(directory, 'disk')];
  await Promise.all([mkdir(disk), mkdir(share, { mode: 0o711 })]);
  const mounts = (options: string) =>
    runApart('sh', ['-ec', `mount ${options} "$1"; ${SHARE}`, 'disk', disk, share, image]);
  if (existsSync('/dev/loop-control') && (await formatted(image))) {
    const done = await mounts('-o loop "$3"').then(
      () => true,
      () => false,
    );
    if (done) return;
  }
  await mounts('-t tmpfs -o size=50% tmpfs');
}

/** On the computer, programs and devices that a machine leaves there have no rights. */
const SHARE = 'mkdir -m 711 "$1/share"; mount --bind -o nosuid,nodev "$1/share" "$2"';

async function formatted(path: string): Promise<boolean> {
  await writeFile(path, '');
  await truncate(path, DISK_SIZE);
  const options = '-q -F -O ^has_journal,^resize_inode -E lazy_itable_init=1,nodiscard -m 0'.split(' ');
  return runApart('mkfs.ext4', [...options, path]).then(
    () => true,
    () => false,
  );
}
