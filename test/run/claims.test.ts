import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planLab } from '../../src/plan/plan.ts';
import { claimsOf, conflict } from '../../src/run/claims.ts';
import { labOf } from '../support/labs.ts';

const claims = (...commands: readonly string[]) => claimsOf(planLab(labOf(commands)));

for (const [rule, a, b, reason] of [
  ['the same host port', 'docker run -p 8080:80 nginx', 'docker run -p 8080:81 httpd', 'port 8080/tcp'],
  [
    'a port in the range of another',
    'docker run -p 8000-8010:8000-8010 nginx',
    'docker run -p 8005:80 nginx',
    'port 8005/tcp',
  ],
  [
    'a port on all addresses and on one',
    'docker run -p 8080:80 nginx',
    'docker run -p 127.0.0.1:8080:80 nginx',
    'port 8080/tcp',
  ],
  [
    'the same container name',
    'docker run --name web nginx',
    'docker create --name web alpine',
    'container web',
  ],
  ['a name that a rename gives', 'docker rename a web', 'docker run --name web nginx', 'container web'],
  ['the same network name', 'docker network create n', 'docker network create n', 'network n'],
  ['the same named volume', 'docker volume create v', 'docker run -v v:/v alpine', 'volume v'],
  ['the same image tag', 'docker build -t app .', 'docker tag alpine app', 'image app'],
  [
    'the same macvlan parent',
    'docker network create -d macvlan -o parent=eth1 --subnet 198.51.100.0/24 a',
    'docker network create -d ipvlan -o parent=eth1 --subnet 203.0.113.0/24 b',
    'parent eth1',
  ],
  [
    'overlapping subnets',
    'docker network create --subnet 10.1.0.0/16 a',
    'docker network create --subnet 10.1.2.0/24 b',
    '10.1.0.0/16',
  ],
  [
    'overlapping IPv6 subnets',
    'docker network create --ipv6 --subnet 2001:db8::/32 a',
    'docker network create --ipv6 --subnet 2001:db8:1::/48 b',
    '2001:db8::/32',
  ],
  [
    'a subnet that the engine may have chosen for another lab',
    'docker network create a',
    'docker network create --subnet 172.18.0.0/16 b',
    '172.18.0.0/16',
  ],
  [
    'host networking and a published port',
    'docker run --network host nginx',
    'docker run -p 80:80 nginx',
    "the host's ports",
  ],
  ['two labs on the host network', 'docker run --net host a', 'docker run --net=host b', "the host's ports"],
  ['a swarm and anything', 'docker swarm init', 'docker ps', 'the swarm'],
  ['compose and anything', 'docker compose up -d', 'docker ps', 'compose projects'],
] as const) {
  test(`labs conflict over ${rule}, whichever comes first`, () => {
    assert.is(conflict(claims(a), claims(b)), reason);
    assert.ok(conflict(claims(b), claims(a)));
  });
}

for (const [rule, a, b] of [
  ['ports of different protocols', 'docker run -p 53:53/udp a', 'docker run -p 53:53 b'],
  ['ports of different addresses', 'docker run -p 127.0.0.1:80:80 a', 'docker run -p 127.0.0.2:80:80 b'],
  ['ports that the engine chooses', 'docker run -p 80 a', 'docker run -p 80 b'],
  ['a container and a network of one name', 'docker run --name x a', 'docker network create x'],
  [
    'subnets side by side',
    'docker network create --subnet 10.1.0.0/24 a',
    'docker network create --subnet 10.1.1.0/24 b',
  ],
  [
    'subnets of two families',
    'docker network create --subnet 10.0.0.0/8 a',
    'docker network create --subnet 2001:db8::/32 b',
  ],
  [
    'a chosen subnet and one outside the pools',
    'docker network create a',
    'docker network create --subnet 198.51.100.0/24 b',
  ],
  ['the same image, only used', 'docker run alpine', 'docker run alpine'],
  [
    'words that are no subnet',
    'docker network create --subnet x/y a',
    'docker network create --subnet x/y b',
  ],
] as const) {
  test(`labs do not conflict over ${rule}`, () => {
    assert.is(conflict(claims(a), claims(b)), undefined);
  });
}

test('the claims of all commands of a lab count', () => {
  const many = claims('docker ps', 'docker run -p 1:1 a', 'docker run --name web a');
  assert.is(conflict(many, claims('docker run --name web b')), 'container web');
  assert.is(conflict(many, claims('docker run -p 1:2 b')), 'port 1/tcp');
});

test('a port on all addresses, written as an address of either family, is that port on one of them', () => {
  for (const all of ['0.0.0.0:8080:80', '[::]:8080:80']) {
    assert.is(
      conflict(claims(`docker run -p ${all} nginx`), claims('docker run -p 127.0.0.1:8080:80 nginx')),
      'port 8080/tcp',
      all,
    );
  }
});

test.run();
