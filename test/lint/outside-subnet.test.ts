import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { found, linesOf, transcript } from '../support/lint.ts';

const STREET = '$ docker network create --subnet 10.20.0.0/24 --gateway 10.20.0.1 street';
const SHOP = '$ docker run -d --name shop --network street alpine sleep 1d';
const ROUTE = '$ docker exec shop ip route';

test('a route of a container outside the subnet of its only network is found once per line', () => {
  const text = transcript(
    STREET,
    SHOP,
    ROUTE,
    'default via 10.20.0.1 dev eth0',
    '10.30.0.0/24 dev eth0  src 10.30.0.2',
  );
  const [finding, ...more] = found('outside-subnet', text);
  assert.is(finding?.line, 8);
  assert.match(finding!.message, 'network street is 10.20.0.0/24 (line 4)');
  assert.is(more.length, 0);
});

test('addresses inside the subnet are right', () => {
  const text = transcript(
    STREET,
    SHOP,
    ROUTE,
    'default via 10.20.0.1 dev eth0',
    '10.20.0.0/24 dev eth0  src 10.20.0.2',
  );
  assert.equal(linesOf('outside-subnet', text), []);
});

test('a container on a network whose subnet the engine chooses may have any address', () => {
  const connect = ['$ docker network create avenue', '$ docker network connect avenue shop'];
  assert.equal(
    linesOf('outside-subnet', transcript(STREET, SHOP, ...connect, ROUTE, '10.30.0.0/24 dev eth1')),
    [],
  );
});

test('a network that the container has left counts no more', () => {
  const avenue = '$ docker network create --subnet 10.30.0.0/24 avenue';
  const moved = ['$ docker network connect avenue shop', '$ docker network disconnect street shop'];
  const route = [ROUTE, '10.30.0.0/24 dev eth1', '10.20.0.0/24 dev eth0'];
  assert.equal(linesOf('outside-subnet', transcript(STREET, avenue, SHOP, ...moved, ...route)), [11]);
});

test('an inspected network must show its own subnet', () => {
  const text = (subnet: string) =>
    transcript(
      STREET,
      '$ docker network inspect street',
      '[',
      '{',
      '"Name": "street",',
      '"Driver": "bridge",',
      `"IPAM": { "Config": [ { "Subnet": "${subnet}" } ] }`,
      '}',
      ']',
    );
  assert.equal(linesOf('outside-subnet', text('10.20.0.0/24')), []);
  assert.equal(linesOf('outside-subnet', text('10.21.0.0/24')), [10]);
});

test('an address or a gateway that a command asks for must be inside', () => {
  assert.equal(linesOf('outside-subnet', transcript(STREET.replace('10.20.0.1', '10.21.0.1'))), [4]);
  const asked = (ip: string) => transcript(STREET, SHOP.replace('shop', `shop --ip ${ip}`));
  assert.equal(linesOf('outside-subnet', asked('10.20.0.9')), []);
  assert.equal(linesOf('outside-subnet', asked('10.21.0.9')), [5]);
});

test('other machines’ addresses and the loopback are no business of the network', () => {
  const ifconfig = [
    '$ docker exec shop ifconfig',
    'lo   inet 127.0.0.1  netmask 255.0.0.0',
    '     inet addr:127.0.0.1  Mask:255.0.0.0',
  ];
  const ping = ['$ docker exec shop ping -c 1 10.99.0.1', 'PING 10.99.0.1 (10.99.0.1): 56 data bytes'];
  assert.equal(linesOf('outside-subnet', transcript(STREET, SHOP, ...ifconfig, ...ping)), []);
});

test('a command that is shown to fail for it is a lesson', () => {
  const text = transcript(
    STREET,
    SHOP.replace('shop', 'shop --ip 10.21.0.9'),
    'docker: Error response from daemon: invalid address.',
  );
  assert.equal(linesOf('outside-subnet', text), []);
});

test.run();
