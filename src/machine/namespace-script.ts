import { withheld } from './capabilities.ts';

/**
 * What starts a machine, outside of it, and waits for its end. It is given the machine's folder and
 * the control groups to put it into; its standard input is labproof's: when that ends, because
 * labproof is done or was killed, the machine is killed, unless the word `keep` came before.
 *
 * What no namespace holds is out of reach from the beginning: the clock, kernel modules, raw access to
 * devices, the kernel's log, restarting the computer are capabilities (capabilities(7)) that nothing
 * inside can get, as nothing gets back what is not in its bounding set.
 */
export const guardScript = (callGuard: string): string => `
set -eu
dir=$1; switch=$2; port=$3; address=$4; shift 4
. "$dir/settings"
exec 3<&0 </dev/null
# Its open file keeps the switch there for as long as the machine is.
exec 4<"/proc/$switch/ns/net"
${callGuard} setpriv --bounding-set ${withheld} unshare --net --mount --propagation private \
  sh "$dir/plug" "$dir" "$switch" "$port" "$address" "$@" 3<&- 4<&- &
machine=$!
echo $machine >"$dir/pid.new"
mv "$dir/pid.new" "$dir/pid"
(
  word=
  read -r word || true
  [ "$word" = keep ] || kill -KILL $machine
) <&3 3<&- 4<&- &
exec 3<&-
status=0
wait $machine || status=$?
# What is killed just as it makes the machine's first process has not yet told it to end with it.
for _ in $(seq 200); do
  left=$(cat "$1/cgroup.procs" 2>/dev/null) && [ "$left" ] || break
  kill -KILL $left 2>/dev/null || true
  sleep 0.02
done
# Where nobody is left to do it.
[ ! -e "$dir/disk/share/served" ] || umount -l "$share" "$dir/disk" 2>/dev/null || true
exit $status
`;

/**
 * The switch: two bridges in a nameless network namespace, `lan` that all eth0 are plugged into and
 * `wire` for all eth1. 192.0.2.0/24 is set aside for documentation (RFC 5737).
 */
export const switchScript = `
set -eu
ip -batch - <<IP
link set lo up
link add lan type bridge
link add wire type bridge
addr add 192.0.2.1/24 dev lan
link set lan up
link set wire up
IP
echo ready
exec cat >/dev/null
`;

/**
 * Plugs the network namespace it runs in into the switch, then goes on as the machine.
 */
export const plugScript = `
set -eu
dir=$1; switch=$2; port=$3; address=$4; shift 4
ip -batch - <<IP
link set lo up
link add eth0 type veth peer name lan$port netns $switch
link add eth1 type veth peer name wire$port netns $switch
addr add $address/24 dev eth0
link set eth0 up
link set eth1 up
IP
nsenter --net="/proc/$switch/ns/net" ip -batch - <<IP
link set lan$port master lan up
link set wire$port master wire up
IP
for group in "$@"; do echo 0 >"$group/cgroup.procs"; done
exec unshare --pid --uts --ipc --cgroup --fork --kill-child sh "$dir/boot" "$dir"
`;

/**
 * PID 1 of a machine. Its root is an overlay: the computer's files are below, what is written goes
 * to a disk of the machine's own, which is a file of bounded size and goes with it.
 *
 * - Further file systems of the computer get overlays of their own, and where that can't be they
 *   are there to be read only.
 * - /proc/sys is read-only but for what namespaces hold, /dev has no device of the computer.
 * - The folder \`share\` is the only one that both sides see.
 * - The engine's programs may come from another root file system: they see its /usr.
 */
export const bootScript = `
set -eu
dir=$1
. "$dir/settings"
hostname "$name" 2>/dev/null || echo "$name" >/proc/sys/kernel/hostname
R=$dir/disk/root
mkdir "$dir/disk/up" "$dir/disk/work" "$R" "$dir/disk/data"
mount -t overlay -o "lowerdir=/,upperdir=$dir/disk/up,workdir=$dir/disk/work" overlay "$R"
n=0
while read -r path; do
  [ -n "$path" ] || continue
  n=$((n + 1)); mkdir -p "$dir/disk/up$n" "$dir/disk/work$n"
  if [ -f "$path" ]; then cat "$path" >"$R$path" || true; continue; fi
  mkdir -p "$R$path"
  mount -t overlay -o "lowerdir=$path,upperdir=$dir/disk/up$n,workdir=$dir/disk/work$n" overlay "$R$path" 2>/dev/null ||
    { mount --bind "$path" "$R$path" && mount -o remount,bind,ro "$R$path"; } || true
done <"$dir/lower"
cat /etc/resolv.conf >"$dir/disk/resolv.conf" 2>/dev/null || true

mkdir -p "$R/sys" "$R/dev" "$R/run" "$R$share"
# Many mounts by one process: each process costs a millisecond or two.
mounts=$dir/disk/mounts
cat >"$mounts" <<MOUNTS
proc $R/proc proc defaults
sysfs $R/sys sysfs ro
tmpfs $R/dev tmpfs mode=755,size=16m
tmpfs $R/run tmpfs mode=755,size=25%
devpts $R/dev/pts devpts newinstance,ptmxmode=666,mode=620,x-mount.mkdir
tmpfs $R/dev/shm tmpfs mode=1777,size=25%,x-mount.mkdir
mqueue $R/dev/mqueue mqueue nofail,x-mount.mkdir
MOUNTS
mount -a -T "$mounts"

mount -t tmpfs -o mode=755,size=64k tmpfs "$R/sys/fs/cgroup" 2>/dev/null || true
while IFS=: read -r _ controllers _; do
  case $controllers in
    '') options= ;;
    name=*) options=none,$controllers ;;
    *) options=$controllers ;;
  esac
  if [ "$options" ]; then
    to=$R/sys/fs/cgroup/\${controllers#name=}
    mkdir -p "$to"; mount -t cgroup -o "$options" cgroup "$to" || rmdir "$to"
  elif [ "$unified" ]; then
    to=$R/sys/fs/cgroup$unified_below
    mkdir -p "$to"; mount -t cgroup2 cgroup2 "$to" || true
  fi
done </proc/self/cgroup
if [ "$unified" = only ]; then
  # A group with processes of its own can hand no controllers down (control groups, version 2).
  mkdir -p "$R/sys/fs/cgroup/init"
  echo 1 >"$R/sys/fs/cgroup/init/cgroup.procs"
  sed 's/\\([^ ]*\\)/+\\1/g' "$R/sys/fs/cgroup/cgroup.controllers" >"$R/sys/fs/cgroup/cgroup.subtree_control" || true
fi

cd "$R/dev"
mkdir net
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty . 2>/dev/null || true
while read -r device kind; do
  [ -e "$device" ] || mknod -m 666 "$device" c $kind
done <<DEVICES
null 1 3
zero 1 5
full 1 7
random 1 8
urandom 1 9
tty 5 0
fuse 10 229
net/tun 10 200
DEVICES
ln -s pts/ptmx /proc/self/fd .
ln -s /proc/self/fd/0 stdin; ln -s /proc/self/fd/1 stdout; ln -s /proc/self/fd/2 stderr

cd "$R/proc"
echo "$R/proc/sys $R/proc/sys none bind" >"$mounts"
for path in net kernel/hostname kernel/domainname kernel/sem kernel/shmall kernel/shmmax kernel/shmmni \\
  kernel/shm_rmid_forced kernel/msgmax kernel/msgmnb kernel/msgmni fs/mqueue user; do
  [ ! -e "sys/$path" ] || echo "$R/proc/sys/$path $R/proc/sys/$path none bind,nofail"
done >>"$mounts"
for path in sysrq-trigger irq bus acpi fs/xfs fs/ext4; do
  [ ! -e "$path" ] || echo "$R/proc/$path $R/proc/$path none bind,ro,nofail"
done >>"$mounts"
for path in kcore keys timer_list kpagecount kpageflags; do
  [ ! -e "$path" ] || echo "$R/dev/null $R/proc/$path none bind,nofail"
done >>"$mounts"
mount -a -T "$mounts" || true
# What is mounted there by now stays as it is.
mount -o remount,bind,ro sys

mkdir -p "$R/var/lib/docker" "$R$hidden"
mount -t tmpfs -o mode=711,size=64k tmpfs "$R$hidden"
mkdir -p "$R$share"
mount --bind "$share" "$R$share"
mount --bind "$dir/disk/data" "$R/var/lib/docker"
mkdir -p "$R/run/labproof" "$R/run/lock" "$R/run/user"
[ ! -L "$R/var/run" ] && [ -d "$R/var/run" ] && mount --bind "$R/run" "$R/var/run"
cp "$dir/init" "$dir/engine" "$dir/settings" "$R/run/labproof/"
chmod 755 "$R/run/labproof/engine"
mkdir "$R/run/labproof/bin" "$R/run/labproof/usr"
cp "$dir/runc" "$R/run/labproof/bin/"
chmod 755 "$R/run/labproof/bin/runc"
if [ "$engine_root" ]; then
  mkdir "$dir/disk/up-usr" "$dir/disk/work-usr"
  mount -t overlay -o "lowerdir=$engine_root/usr,upperdir=$dir/disk/up-usr,workdir=$dir/disk/work-usr" \\
    overlay "$R/run/labproof/usr"
fi
mkdir -p "$R/usr/local/sbin"
for program in dockerd service systemctl hostnamectl; do
  ln -sf /run/labproof/engine "$R/usr/local/sbin/$program"
done
rm -f "$R/etc/docker/daemon.json" "$R/etc/resolv.conf"
cp "$dir/disk/resolv.conf" "$R/etc/resolv.conf" 2>/dev/null || true
cat "$dir/hosts" >"$R/etc/hosts"
echo "$name" >"$R/etc/hostname"
: >"$R/run/docker.sock"

cd "$R"
mkdir -p .old
pivot_root . .old
umount -l /.old
rmdir /.old
mount --make-rshared /
# The engine puts other programs there, for itself alone.
mount --bind /usr /usr
mount --make-private /usr
# What it says goes to its own disk: an open file leads to all of the file system that it is on.
exec sh /run/labproof/init >>"$log" 2>&1
`;
