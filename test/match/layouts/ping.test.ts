import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../../src/match/correspondence.ts';
import { verdict } from '../support.ts';

const ping = (target: string, address: string, { title = target, lost = 0, sent = 2 } = {}): string => {
  const received = lost === 100 ? 0 : sent;
  const replies = Array.from(
    { length: received },
    (_, seq) => `64 bytes from ${address}: seq=${seq} ttl=64 time=0.${seq}88 ms`,
  );
  return [
    `PING ${target} (${address}): 56 data bytes`,
    ...replies,
    '',
    `--- ${title} ping statistics ---`,
    `${sent} packets transmitted, ${received} packets received, ${lost}% packet loss`,
    ...(received > 0 ? [`round-trip min/avg/max = 0.092/0.140/0.${sent}88 ms`] : []),
  ].join('\n');
};
const around = { verb: 'exec', program: 'ping' };

test('times differ, addresses correspond', () => {
  const correspondence = new Correspondence();
  const live = ping('web', '172.18.0.2').replaceAll('88 ms', '17 ms');
  assert.is(verdict(ping('web', '172.20.0.2'), live, { ...around, correspondence }), 'passed');
  assert.is(verdict(ping('web', '172.20.0.3'), live, { ...around, correspondence }), 'failed');
});

test('whom the statistics are about is a fact', () => {
  assert.is(
    verdict(ping('172.17.0.2', '172.17.0.2', { title: 'web' }), ping('172.17.0.2', '172.17.0.2'), around),
    'failed',
  );
});

test('the share of lost packets is a fact', () => {
  assert.is(verdict(ping('web', '172.17.0.2'), ping('web', '172.17.0.2', { lost: 100 }), around), 'failed');
  assert.is(verdict(ping('web', '172.17.0.2', { lost: 100 }), ping('web', '172.17.0.2'), around), 'failed');
});

test('how many packets a ping with a count sent is a fact', () => {
  assert.is(verdict(ping('web', '172.17.0.2', { sent: 3 }), ping('web', '172.17.0.2'), around), 'failed');
});

test('after ^C the number of packets says nothing', () => {
  const document = ping('web', '172.17.0.2', { sent: 4 }).replace('\n\n---', '\n^C\n---');
  assert.is(verdict(document, ping('web', '172.17.0.2', { sent: 2 }), around), 'passed');
  assert.is(verdict(document, ping('web', '172.17.0.2', { lost: 100 }), around), 'failed');
});

test('loopback is no address that corresponds', () => {
  assert.is(
    verdict('PING 127.0.0.1 (127.0.0.1): 56 data bytes', ping('192.168.0.3', '192.168.0.3'), around),
    'failed',
  );
});

test("another program's wording drifts", () => {
  const live = ping('web', '172.17.0.2')
    .replaceAll('seq=', 'icmp_seq=')
    .replace(': 56 data bytes', ' 56(84) bytes of data.');
  assert.is(verdict(ping('web', '172.17.0.2'), live, around), 'drifted');
});

test('an unknown name is an error to match', () => {
  assert.is(verdict("ping: bad address 'web'", "ping: bad address 'web'", around), 'passed');
  assert.is(verdict("ping: bad address 'web'", "ping: bad address 'db'", around), 'failed');
  assert.is(verdict(ping('web', '172.17.0.2'), "ping: bad address 'web'", around), 'failed');
});

test('the size of packets and the number of each are facts', () => {
  const live = ping('web', '172.17.0.2');
  assert.is(verdict(live.replace('56 data', '57 data'), live, around), 'failed');
  assert.is(verdict(live.replace('64 bytes', '63 bytes'), live, around), 'failed');
  assert.is(verdict(live.replace('seq=1', 'seq=2'), live, around), 'failed');
});

test('a first time to live is a fact, one that routers counted down is not', () => {
  const live = ping('web', '172.17.0.2');
  assert.is(verdict(live.replace('ttl=64', 'ttl=63'), live, around), 'failed');
  const far = live.replaceAll('ttl=64', 'ttl=51');
  assert.is(verdict(far.replaceAll('ttl=51', 'ttl=57'), far, around), 'passed');
});

test('words that no ping says are false', () => {
  const ping = { verb: 'exec', program: 'ping -c 1 web' };
  const line = 'PING web (172.17.0.2) 56(84) bytes of data.';
  assert.is(verdict('PING web (172.17.0.2): 56 data bytes', line, ping), 'drifted');
  assert.is(verdict(line.replace('bytes', 'pears'), line, ping), 'failed');
  assert.is(verdict(line.replace('84', '85'), line, ping), 'failed');
});

test.run();
