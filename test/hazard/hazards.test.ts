import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hazardOf } from '../../src/hazard/hazards.ts';

const kindOf = (script: string): string | undefined => hazardOf(script)?.kind;

for (const [script, kind] of [
  ['sudo killall someserver', 'processes'],
  ['sudo iptables -t nat -F', 'firewall'],
  ['sudo systemctl stop docker', 'services'],
  ['ip link add br7 type bridge', 'network'],
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
  'sysctl net.ipv4.ip_forward',
  'docker run -v /srv/stock:/stock alpine true',
  'docker run -v /etc/os-release:/x:ro alpine cat /x',
  'docker exec web kill 1',
  'docker network create -d bridge lan',
  'echo hi > /tmp/x',
  'docker ps > /dev/null',
  'mkdir site && cp a site/',
]) {
  test(`${script} is none`, () => {
    assert.is(kindOf(script), undefined);
  });
}

test.run();
