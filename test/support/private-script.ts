/**
 * What runs inside a private engine's namespaces, as PID 1 of them. It is given the engine's
 * folder and the mounts below /sys, and standard input: when that ends, because labproof closed
 * it or died, everything inside is killed.
 *
 * - A second, nameless network namespace holds the far ends of eth0 and eth1, so that the two
 *   look like network cards with a carrier. 192.0.2.0/24 is set aside for documentation (RFC 5737).
 * - /run and /etc are private copies: nothing that the engine or a lab writes there stays, and a
 *   containerd or Docker of the host is not found (dockerd would use its containerd).
 * - /sys shows the network cards of the namespace of whoever mounts it, so it is mounted anew.
 * - A paused container cannot be killed before it is thawed (control groups, version 1), and PID 1
 *   waits for all others to end: it thaws them when its dockerd has ended and can pause no more.
 * - The engine's data is at /var/lib/docker, as documents show it, for the engine and for all that
 *   enters; so are /run/docker's network namespaces: their mounts propagate to both.
 */
export const insideScript = `
set -eu
dir=$1; root=$2; shift 2
exec 3<&0 </dev/null
mount -t proc proc /proc
mkfifo "$dir/far"
unshare --net sh -c 'echo >"$0"; cat <&3 >&2; kill -KILL -1' "$dir/far" &
far=$!
read -r _ <"$dir/far"
rm "$dir/far"
ip -batch - <<IP
link set lo up
link add eth0 type veth peer name eth0 netns $far
link add eth1 type veth peer name eth1 netns $far
addr add 192.0.2.10/24 dev eth0
link set eth0 up
link set eth1 up
IP
nsenter --net="/proc/$far/ns/net" ip -batch - <<IP
link set lo up
addr add 192.0.2.1/24 dev eth0
link set eth0 up
link set eth1 up
IP

mount -t tmpfs -o mode=700 tmpfs "$dir/mounts"
n=0
for path in "$@"; do
  n=$((n + 1)); mkdir "$dir/mounts/sys$n"; mount --rbind "$path" "$dir/mounts/sys$n"
done
mount -t sysfs sysfs /sys
n=0
for path in "$@"; do
  n=$((n + 1)); mount --move "$dir/mounts/sys$n" "$path" || true
done

mkdir "$dir/mounts/run" "$dir/mounts/etc" "$dir/mounts/work"
mount --rbind /run "$dir/mounts/run"
mount -t tmpfs -o mode=755 tmpfs /run
for from in "$dir/mounts/run"/*; do
  to=/run/$(basename "$from")
  case $to in /run/docker | /run/docker.* | /run/containerd | /run/netns | /run/xtables.lock) continue ;; esac
  if [ -L "$from" ]; then cp -P "$from" "$to"
  elif [ -d "$from" ]; then mkdir -p "$to"; mount --rbind "$from" "$to"
  elif [ -e "$from" ]; then : >"$to"; mount --bind "$from" "$to"
  fi
done
: >/run/docker.sock
mount -t overlay -o "lowerdir=/etc,upperdir=$dir/mounts/etc,workdir=$dir/mounts/work" overlay /etc || true

mkdir -p /var/lib/docker /run/docker
mount --bind "$dir/data" /var/lib/docker
mount --make-shared /var/lib/docker
mount --bind /run/docker /run/docker
mount --make-shared /run/docker

set -- dockerd --config-file "$dir/daemon.json" --host "unix://$dir/docker.sock"
[ "$root" = / ] || set -- unshare --mount --propagation unchanged sh "$dir/pivot" "$root" "$dir" "$@"
"$@" 3<&- || true
find "/sys/fs/cgroup/freezer/labproof-\${dir##*/}" -name freezer.state 2>/dev/null |
  while read -r state; do echo THAWED >"$state"; done || true
`;

/**
 * Puts a program into another root file system, as its true root (an engine cannot work in a
 * chroot), with the host's folders other than the system's at their places.
 */
export const pivotScript = `
set -eu
root=$1; dir=$2; shift 2
mount --bind "$root" "$root"
cd "$root"
for path in /proc /sys /dev /run /var/lib/docker; do mkdir -p ".$path"; mount --rbind "$path" ".$path"; done
for path in /*; do
  case $path in /bin | /boot | /dev | /etc | /lib* | /proc | /run | /sbin | /sys | /usr | /var | /lost+found) continue ;; esac
  [ -d "$path" ] && [ ! -L "$path" ] || continue
  mkdir -p ".$path"; mount --rbind "$path" ".$path"
done
mkdir -p ./var/tmp; mount --rbind /var/tmp ./var/tmp
[ -e ".$dir/daemon.json" ] || { mkdir -p ".$dir"; mount --rbind "$dir" ".$dir"; }
mkdir -p ./.old
pivot_root . .old
umount -l /.old
exec "$@"
`;

/**
 * Runs its arguments inside a private engine, in the folder it was called in, killed when the
 * caller's side of it is.
 */
export function enterScript(pid: number): string {
  return `#!/bin/sh
here=$(pwd -P)
exec nsenter --net=/proc/${pid}/ns/net --mount=/proc/${pid}/ns/mnt --pid=/proc/${pid}/ns/pid_for_children \\
  setpriv --pdeathsig KILL sh -c 'cd "$0" && exec "$@"' "$here" "$@"
`;
}
