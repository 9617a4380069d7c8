import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Inventory } from '../../src/command/inventory.ts';
import { effectsOf } from '../../src/command/meaning.ts';

test('a run makes a container with what its options say', () => {
  const [effect] = effectsOf(
    'docker run -dit --rm --name a --network n --ip 10.0.0.5 -p 127.0.0.1:8080:80/udp -v data:/d alpine:3 ash -c ls',
  );
  assert.is(effect?.act, 'create');
  if (effect?.act !== 'create' || effect.object.kind !== 'container') throw new Error('no container');
  const { name, image, command, networks, ip, ports, volumes, autoRemove, detached } = effect.object;
  assert.equal(
    { name, image, command, networks, ip, autoRemove, detached },
    {
      name: 'a',
      image: 'alpine:3',
      command: ['ash', '-c', 'ls'],
      networks: ['n'],
      ip: '10.0.0.5',
      autoRemove: true,
      detached: true,
    },
  );
  assert.equal(ports, [{ hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'udp' }]);
  assert.equal(volumes, [{ source: 'data', destination: '/d' }]);
});

test('a network create has driver, subnet, gateway and parent', () => {
  const [effect] = effectsOf(
    'docker network create -d macvlan --subnet=10.1.0.0/24 --gateway=10.1.0.1 -o parent=eth1 m',
  );
  assert.equal(effect?.act === 'create' ? effect.object : undefined, {
    kind: 'network',
    name: 'm',
    driver: 'macvlan',
    subnets: ['10.1.0.0/24'],
    gateways: ['10.1.0.1'],
    parent: 'eth1',
  });
});

test('only what an exit status of 0 proves is certain', () => {
  const certain = (script: string): readonly boolean[] => effectsOf(script).map((effect) => effect.certain);
  assert.equal(certain('docker rm a && docker rm b'), [true, true]);
  assert.equal(certain('docker rm a || docker rm b'), [false, false]);
  assert.equal(certain('docker rm a; docker rm b'), [false, true]);
  assert.equal(certain('docker stop a &'), [false]);
  assert.equal(certain('for i in 1 2; do docker rm $i; done'), [false]);
});

test('--help does nothing', () => {
  assert.equal(effectsOf('docker network create --help'), []);
});

test('the inventory forgets a container that --rm removes when it stops', () => {
  const inventory = new Inventory();
  const by = { line: 1, command: 0 };
  inventory.apply(effectsOf('docker run -d --rm --name a alpine'), by);
  inventory.apply(effectsOf('docker run -d --name b alpine'), by);
  inventory.apply(effectsOf('docker stop a b'), by);
  assert.equal(
    inventory.present('container').map(({ name }) => name),
    ['b'],
  );
});

test('the inventory knows images with and without the tag latest', () => {
  const inventory = new Inventory();
  inventory.apply(effectsOf('docker build -t app .'), { line: 3, command: 0 });
  assert.is(inventory.find('app:latest', 'image')?.line, 3);
  assert.is(inventory.find('app', 'image')?.line, 3);
  assert.is(inventory.find('app:v2', 'image'), undefined);
});

test('a named volume of a run is made by it unless it exists', () => {
  const inventory = new Inventory();
  inventory.apply(effectsOf('docker volume create v'), { line: 1, command: 0 });
  inventory.apply(effectsOf('docker run -d -v v:/a -v w:/b -v /host:/c alpine'), { line: 2, command: 1 });
  assert.equal(
    inventory.present('volume').map(({ name, line }) => [name, line]),
    [
      ['v', 1],
      ['w', 2],
    ],
  );
});

test('a rename keeps the container under its new name', () => {
  const inventory = new Inventory();
  inventory.apply(effectsOf('docker run -d --name a alpine'), { line: 1, command: 0 });
  inventory.apply(effectsOf('docker rename a b'), { line: 2, command: 1 });
  assert.is(inventory.find('b', 'container')?.gone, false);
  assert.is(inventory.find('a', 'container')?.gone, true);
});

test.run();
