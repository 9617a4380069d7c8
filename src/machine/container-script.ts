import { startingFile } from '../docker/dial.ts';
import { engineScript } from './engine-script.ts';

/** Written by whoever keeps a machine; see `leaseScript`. */
const sign = '/run/labproof/alive';
/** In s: how often a machine looks for the sign, and after how long without one it ends. */
const look = 5;
const patience = 60;
/** How often a sign is given, in ms. */
export const leaseMs = 5000;
/** Where a machine's engine has its data: a volume of the engine that the machine is on. */
export const dataFolder = '/var/lib/labproof';
/** As truncate(1) reads it. */
const diskSize = '32G';
/** What dockerd writes. */
export const logFile = '/run/labproof/dockerd.log';
/** A machine that was kept on purpose has this file and ends by no lack of signs. */
export const keptFile = '/run/labproof/kept';

/**
 * What a machine runs as its first process, which nothing inside can kill. It makes the network cards,
 * starts the engine, and ends when it was given no sign of its owner for a minute. Its argument is
 * `alone` or, where the machine shares a network with others, `switch`.
 *
 * - Alone, the machine has the cards of every other machine of labproof: eth0 with 192.0.2.10/24, set
 *   aside for documentation (RFC 5737), and eth1 without an address. What docker gave as eth0 is
 *   the way out of a second network namespace that holds the far ends.
 * - Disks of the engine's host have no names here, and what /proc sets for the whole kernel can only be
 *   read: the kernel is not the machine's own.
 * - Control groups, version 2: a group that has processes can have no groups below it that
 *   are limited, so the processes go into one of their own (kernel.org, cgroup-v2.rst).
 */
export const machineScript = `mkdir -p /run/labproof

# A disk of bounded size in a file, which takes only what is in use of it; without the means for one, a folder.
disk() {
  mkdir -p /var/lib/docker
  truncate -s ${diskSize} ${dataFolder}/disk &&
    mkfs.ext4 -q -F -O ^has_journal,^resize_inode -E lazy_itable_init=1,nodiscard -m 0 ${dataFolder}/disk &&
    device=$(losetup -f) && { [ -b "$device" ] || mknod "$device" b 7 "\${device#/dev/loop}"; } &&
    mount -o loop ${dataFolder}/disk /var/lib/docker && return
  rm -f ${dataFolder}/disk
  mount --bind ${dataFolder} /var/lib/docker
}

: >${startingFile}
mount --make-rshared /
disk
find /dev -type b -exec rm -f {} +
for path in /proc/sysrq-trigger /proc/sys/kernel /proc/sys/vm /proc/sys/fs; do
  mount --bind "$path" "$path" && mount -o remount,bind,ro "$path"
done
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
  mkdir -p /sys/fs/cgroup/init
  while read -r process; do
    echo "$process" >/sys/fs/cgroup/init/cgroup.procs
  done </sys/fs/cgroup/cgroup.procs 2>/dev/null
  sed 's/^/+/; s/ / +/g' /sys/fs/cgroup/cgroup.controllers >/sys/fs/cgroup/cgroup.subtree_control
fi

cards() {
  ip link add labproof0 type veth peer name labproof1 && ip link del labproof0 || return
  outer=$(ip -o -4 addr show dev eth0 | awk '{ print $4; exit }')
  way=$(ip -4 route show default dev eth0 | awk '{ print $3; exit }')
  mtu=$(cat /sys/class/net/eth0/mtu)
  unshare --net sleep 2147483647 &
  far=$!
  while [ "$(readlink /proc/$far/ns/net)" = "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
  ip link set eth0 netns $far
  for card in eth0 eth1; do
    ip link add $card mtu "$mtu" type veth peer name far-$card
    ip link set far-$card netns $far
    ip link set $card up
  done
  nsenter --target $far --net sh -c '
    ip link set lo up
    ip link set eth0 name out
    ip link set out up
    ip addr add "$1" dev out
    [ -z "$2" ] || ip route add default via "$2"
    ip link set far-eth0 up
    ip link set far-eth1 up
    ip addr add 192.0.2.1/24 dev far-eth0
    echo 1 >/proc/sys/net/ipv4/ip_forward
    iptables -t nat -A POSTROUTING -o out -j MASQUERADE
  ' far "$outer" "$way"
  ip addr add 192.0.2.10/24 dev eth0
  ip route add default via 192.0.2.1
  name=$(hostname)
  sed "s/^[^[:space:]]*\\\\([[:space:]]*$name\\\\)/192.0.2.10\\\\1/" /etc/hosts >/run/labproof/hosts
  cat /run/labproof/hosts >/etc/hosts
}
[ "$1" = switch ] || cards >/run/labproof/cards.log 2>&1

export DOCKER_TLS_CERTDIR=
iptables -L -n >/dev/null 2>&1 || PATH=/usr/local/sbin/.iptables-legacy:$PATH
cat >/run/labproof/settings <<SETTINGS
socket=/var/run/docker.sock log=${logFile} engine_root= engine_path='$PATH'
export DOCKER_TLS_CERTDIR=
SETTINGS
cat >/run/labproof/engine <<'ENGINE'
${engineScript}ENGINE
chmod 755 /run/labproof/engine
mkdir -p /usr/local/sbin
for program in dockerd service systemctl hostnamectl; do
  ln -sf /run/labproof/engine /usr/local/sbin/$program
done
sh /run/labproof/engine run >${logFile} 2>&1 &
daemon=$!
while [ ! -S /var/run/docker.sock ] && kill -0 $daemon 2>/dev/null; do sleep 0.02; done
rm -f ${startingFile}

silence=0
while [ $silence -lt ${patience} ]; do
  sleep ${look} &
  wait $!
  silence=$((silence + ${look}))
  if [ -e ${sign} ]; then
    rm -f ${sign}
    silence=0
  elif [ -e ${keptFile} ]; then
    silence=0
  fi
done`;

/** Gives a sign for each line that it reads. */
export const leaseScript = `while read -r _; do : >${sign}; done`;

/** Of one of several machines: all their names are its arguments, their lines for /etc/hosts its input. */
export const plugInScript = `ip addr flush dev eth1 && ip link set eth1 up || exit
for name in "$@"; do
  sed "/[[:space:]]$name$/d" /etc/hosts >/run/hosts.new && cat /run/hosts.new >/etc/hosts
done
rm /run/hosts.new
cat >>/etc/hosts`;
