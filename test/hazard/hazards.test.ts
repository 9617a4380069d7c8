import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hazardsIn, unheldIn } from '../../src/hazard/hazards.ts';

const kindOf = (script: string): string | undefined => hazardsIn(script)[0]?.kind;

for (const [script, kind] of [
  ['sudo killall someserver', 'processes'],
  ['sudo iptables -t nat -F', 'firewall'],
  ['sudo systemctl stop docker', 'services'],
  ['ip link add br7 type bridge', 'network'],
  ['ip a a 203.0.113.7/24 dev eth7', 'network'],
  ['sysctl -w vm.swappiness=1', 'kernel'],
  ['echo 1 > /proc/sys/net/ipv4/ip_forward', 'kernel'],
  ['mount -t tmpfs tmpfs /data', 'mounts'],
  ['useradd grace', 'users'],
  ['apt-get update && true', 'packages'],
  ['podman system prune -f', 'engines'],
  ['docker run --privileged alpine true', 'privileged'],
  ['docker run -v /:/rootfs alpine ls /rootfs', 'privileged'],
  ['echo "192.0.2.7 app" >> /etc/hosts', 'files'],
  ['cat a | sudo tee /opt/a.conf', 'files'],
  ['sudo rm -rf /var/lib/docker', 'files'],
  ['rm -rf /', 'files'],
  [`rm -rf ${process.env.HOME}`, 'files'],
  ['find /usr/share -name "*.gz" -delete', 'files'],
  ['find /etc -name "*.bak" -exec rm {} +', 'files'],
  ['sudo sh -c "echo 192.0.2.7 app >> /etc/hosts"', 'files'],
  ['fallocate -l 1G /filler', 'files'],
  ['docker run --cidfile /var/shop.cid alpine true', 'files'],
  ['docker cp shop:/etc/shop.conf /etc/shop.conf', 'files'],
  ['curl -sSL -o /usr/local/bin/tool http://shop/tool', 'files'],
  ['timeout 5 killall someserver', 'processes'],
  ['pgrep shop | xargs kill', 'processes'],
  ['kill -9 -1', 'processes'],
  ['sudo kill $(cat /var/run/docker.pid)', 'processes'],
  ['/usr/bin/dockerd -D', 'services'],
  ['sudo reboot', 'power'],
  ['systemctl reboot', 'power'],
  ['shutdown -r now', 'power'],
  ['date -s 2020-01-01', 'clock'],
  ['docker run --cap-add SYS_ADMIN alpine mount', 'privileged'],
  ['docker run --device /dev/sda alpine true', 'privileged'],
  ['docker run --network host --cap-add NET_ADMIN alpine ip link set lo down', 'privileged'],
  ['docker run --mount type=bind,source=/etc,target=/x alpine ls /x', 'privileged'],
] as const) {
  test(`${script} is a hazard of kind ${kind}`, () => {
    assert.is(kindOf(script), kind);
  });
}

for (const script of [
  'kill %1',
  'kill $!',
  'iptables -t nat -L -n',
  'systemctl status docker',
  'ip addr show',
  'ip a',
  'ip -4 a',
  'sysctl net.ipv4.ip_forward',
  'docker run -v /srv/stock:/stock alpine true',
  'docker run -v /etc/os-release:/x:ro alpine cat /x',
  'docker exec web kill 1',
  'docker cp shop:/etc/shop.conf .',
  'docker run --device /dev/fuse alpine true',
  'docker run --mount type=bind,source=/etc/motd,target=/x,readonly alpine cat /x',
  'sh -c "echo hi > /tmp/x"',
  'find . -name "*.log" -delete',
  'date +%s',
  'shutdown_hook=1 true',
  'docker network create -d bridge lan',
  'echo hi > /tmp/x',
  'docker ps > /dev/null',
  'mkdir site && cp a site/',
]) {
  test(`${script} is none`, () => {
    assert.is(kindOf(script), undefined);
  });
}

for (const [script, kind] of [
  ['date --set=2020-01-01', 'clock'],
  ['sudo modprobe dummy', 'kernel'],
  ['sysctl -w vm.swappiness=1', 'kernel'],
  ['echo 1 | sudo tee /proc/sys/vm/drop_caches', 'kernel'],
  ['echo b > /proc/sysrq-trigger', 'kernel'],
  ['mount -t tracefs none /mnt', 'kernel'],
  ['mount -o remount,rw /sys', 'kernel'],
  ['docker run --rm --privileged shop/binfmt --install all', 'kernel'],
  ['docker run --privileged shop/binfmt-notes', undefined],
  ['mount -t tmpfs none /mnt', undefined],
  ['mount -o remount,rw /', undefined],
  ['poweroff', 'power'],
  ['sysctl -w net.ipv4.ip_forward=1', undefined],
  ['echo 1 > /proc/sys/net/ipv4/ip_forward', undefined],
  ['sysctl kernel.hostname=shop', undefined],
  ['echo 1 > /sys/fs/cgroup/shop/cgroup.procs', undefined],
  ['sudo systemctl restart docker', undefined],
  ['rm -rf /usr', undefined],
  ['killall dockerd', undefined],
] as const) {
  test(`${script} ${kind === undefined ? 'is held by' : 'is too much for'} a machine`, () => {
    assert.is(unheldIn(script)[0]?.kind, kind);
  });
}

test.run();
