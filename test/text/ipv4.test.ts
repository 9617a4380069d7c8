import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  addressesIn,
  broadcastOf,
  contains,
  formatIpv4,
  formatNetwork,
  isIpv4,
  lengthOfMask,
  networkAround,
  networkOf,
  networksIn,
  octetsOf,
  parseIpv4,
} from '../../src/text/ipv4.ts';
import { repository } from '../support/repository.ts';

test('an address is four decimal numbers of one byte each', () => {
  assert.is(parseIpv4('0.0.0.0'), 0);
  assert.is(parseIpv4('172.17.0.2'), 0xac110002);
  assert.is(parseIpv4('255.255.255.255'), 0xffffffff);
  assert.is(parseIpv4('010.0.0.1'), 0x0a000001);
});

test('nothing else is an address', () => {
  const others = [
    '',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.',
    '.1.2.3',
    '1..2.3',
    '1.2.3.0x4',
    '1e1.2.3.4',
    '+1.2.3.4',
    ' 1.2.3.4',
    '1.2.3.4\n',
    '1.2.3.0004',
    'a.b.c.d',
    '::1',
  ];
  assert.equal(others.filter(isIpv4), []);
});

test('a network is an address with the length of its prefix', () => {
  assert.equal(networkOf('172.17.0.2/16'), { base: 0xac110000, length: 16 });
  assert.equal(networkOf('10.1.2.3/32'), { base: 0x0a010203, length: 32 });
  assert.equal(networkOf('10.1.2.3/0'), { base: 0, length: 0 });
  for (const text of [
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '/8',
    '10.0.0.0/ 8',
  ])
    assert.is(networkOf(text), undefined, text);
});

test('a network is written as it is read', () => {
  for (const text of ['0.0.0.0/0', '10.0.0.0/8', '192.168.16.0/20', '203.0.113.255/32'])
    assert.is(formatNetwork(networkOf(text)!), text);
});

test('a network contains the addresses that begin with its prefix', () => {
  const within = (network: string, address: string) => contains(networkOf(network)!, parseIpv4(address)!);
  assert.ok(within('192.168.16.0/20', '192.168.31.255'));
  assert.not.ok(within('192.168.16.0/20', '192.168.32.0'));
  assert.ok(within('0.0.0.0/0', '203.0.113.1'));
  assert.ok(within('203.0.113.1/32', '203.0.113.1'));
  assert.not.ok(within('203.0.113.1/32', '203.0.113.2'));
});

test('around an address there is a network of each length', () => {
  const address = parseIpv4('172.17.3.2')!;
  assert.is(formatNetwork(networkAround(address, 16)), '172.17.0.0/16');
  assert.is(formatNetwork(networkAround(address, 0)), '0.0.0.0/0');
  assert.is(formatNetwork(networkAround(address, 32)), '172.17.3.2/32');
  assert.equal(octetsOf(address), [172, 17, 3, 2]);
});

test('the last address of a network is that of all of it', () => {
  const last = (network: string) => formatIpv4(broadcastOf(networkOf(network)!));
  assert.is(last('172.17.0.0/16'), '172.17.255.255');
  assert.is(last('192.168.16.0/20'), '192.168.31.255');
  assert.is(last('203.0.113.1/32'), '203.0.113.1');
  assert.is(last('0.0.0.0/0'), '255.255.255.255');
});

test('a mask has the length of a prefix', () => {
  assert.is(lengthOfMask('255.255.0.0'), 16);
  assert.is(lengthOfMask('255.255.240.0'), 20);
  assert.is(lengthOfMask('255.255.255.255'), 32);
  assert.is(lengthOfMask('128.0.0.0'), 1);
  for (const text of ['0.0.0.0', '255.0.255.0', '172.17.0.2', '255.255.0.1', 'mask'])
    assert.is(lengthOfMask(text), undefined, text);
});

test('addresses and networks are found in texts', () => {
  const text = 'inet 172.17.0.2/16 brd 172.17.255.255, gateway 10.0.0.1:80, not 1.2.3, x1.2.3.4y, fd00::/8';
  assert.equal(addressesIn(text), ['172.17.0.2', '172.17.255.255', '10.0.0.1']);
  assert.equal(networksIn(text), ['172.17.0.2/16']);
  assert.equal(addressesIn('none'), []);
});

/** Four numbers with dots between them, written out in a pattern. */
const WRITTEN_OUT = /\\d\{1,3\}\\\.\\d\{1,3\}|\(\?:\\\.\\d(?:\{1,3\}|\+)\)\{3\}/;

test('no other file has a pattern for addresses of its own', async () => {
  const own: string[] = [];
  for (const entry of await readdir(join(repository(), 'src'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
    const path = join(entry.parentPath, entry.name);
    if (!path.endsWith('src/text/ipv4.ts') && WRITTEN_OUT.test(await readFile(path, 'utf8')))
      own.push(path.slice(repository().length));
  }
  assert.equal(own, []);
});

test.run();
