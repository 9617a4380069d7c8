import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inside, withMachines } from '../support/machines.ts';

/**
 * What root with most capabilities can try from a machine on what has no namespace. Each is such that it would do no
 * harm to the computer if it got through: it sets what is set, or only opens.
 */
const TRIES: readonly { readonly what: string; readonly script: string; readonly held: RegExp }[] = [
  {
    what: 'the disk under its folder, by the number of a file',
    script: `perl -e '
      use Fcntl;
      sysopen(my $folder, ".", O_RDONLY);
      my ($handle, $mount, $name) = (pack("Ll", 128, 0) . "\\0" x 128, "\\0" x 8, ".\\0");
      syscall(303, -100, $name, $handle, $mount, 0) == 0 or print "no number: $!\\n";
      print syscall(304, fileno $folder, $handle, O_RDONLY | O_DIRECTORY) < 0 ? $! : "open";'`,
    held: /^Operation not permitted$/,
  },
  {
    what: 'keys of the same user of the computer',
    script: `perl -e '
      my ($type, $name, $value) = ("user\\0", "labproof-test\\0", "x");
      my $key = syscall(248, $type, $name, $value, 1, -4);
      syscall(250, 3, $key) if $key >= 0;
      print $key < 0 ? $! : "added";'`,
    held: /^Function not implemented$/,
  },
  {
    what: 'swap',
    script: `cd /var/lib/docker; dd if=/dev/zero of=swap bs=1M count=1 status=none; chmod 600 swap; mkswap -q swap
      swapon swap 2>&1 && swapoff swap`,
    held: /Operation not permitted$/,
  },
  {
    what: 'the file system under its folder, to freeze it',
    script: 'fsfreeze --unfreeze . 2>&1',
    held: /Operation not permitted$/,
  },
  {
    what: 'what all processors do',
    script: `perl -e '
      my $event = pack("LLQQQQ", 1, 112, 0, 0, 0, 0) . "\\0" x 200;
      print syscall(298, $event, -1, 0, -1, 0) < 0 ? $! : "seen";'`,
    held: /^Operation not permitted$/,
  },
  {
    what: 'a console, and what makes disks',
    script: 'mknod /console c 4 1; mknod /makes c 10 237; (: <>/console) 2>&1; (: <>/makes) 2>&1',
    held: /^[^\n]*Operation not permitted\n[^\n]*Operation not permitted$/,
  },
  {
    what: 'control groups of others, and what is run when one is empty',
    script:
      'find /sys/fs/cgroup -name release_agent; mkdir own; mount -t cgroup -o none,name=other own own 2>&1',
    held: /^mount: [^\n]*permission denied/,
  },
  {
    what: 'a file of the computer that its first process has open',
    script: '[ "$(stat -Lc %d /proc/1/fd/1)" = "$(stat -c %d .)" ] && echo its own',
    held: /^its own$/,
  },
];

test('root of a machine reaches for nothing that is not the machine’s', async () => {
  await withMachines(['alone'], async ([machine]) => {
    for (const { what, script, held } of TRIES) {
      const said = await inside(machine!, `mkdir -p tries; cd tries; ${script} || true`);
      assert.match(said, held, what);
    }
  });
});

test('what a machine writes in the folder that both sides see is on its own disk', async () => {
  await withMachines(['alone'], async ([machine]) => {
    const [own, share] = (await inside(machine!, 'stat -c %d /var/lib/docker .')).split('\n');
    assert.is(share, own);
    // Programs that it leaves there are nobody's on the computer.
    const mounts = await inside(machine!, 'findmnt -no OPTIONS -T .');
    assert.match(mounts, /nosuid,nodev/);
  });
});

test.run();
