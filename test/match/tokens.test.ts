import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tokenize, tokenizeDocument } from '../../src/match/tokens.ts';
import { verdict } from './support.ts';

const classes = (text: string): readonly string[] =>
  tokenize(text).flatMap(({ text: value, valueClass }) =>
    valueClass ? [`${valueClass.name}: ${value}`] : [],
  );

const cases: readonly (readonly [text: string, ...classes: string[]])[] = [
  ['a4a33de2232b bridge', 'ID: a4a33de2232b'],
  [`sha256:${'ab'.repeat(32)}`, `digest: sha256:${'ab'.repeat(32)}`],
  [`/volumes/${'ab'.repeat(32)}/_data`, `ID: ${'ab'.repeat(32)}`],
  ['br-a4a33de2232b', 'ID: a4a33de2232b'],
  ['123e4567-e89b-12d3-a456-426614174000', 'UUID: 123e4567-e89b-12d3-a456-426614174000'],
  ['2018-06-07T10:25:43.24356479Z', 'time: 2018-06-07T10:25:43.24356479Z'],
  ['2018-06-07 10:25:43 +0000 UTC', 'time: 2018-06-07 10:25:43 +0000 UTC'],
  ['Thu Apr 26 07:12:25 2018', 'time: Thu Apr 26 07:12:25 2018'],
  ['Thu, 26 Apr 2018 07:12:25 GMT', 'time: Thu, 26 Apr 2018 07:12:25 GMT'],
  ['[26/Apr/2018:07:12:25 +0000]', 'time: 26/Apr/2018:07:12:25 +0000'],
  ['1:C 07 Jun 2018 10:25:43.243 # ready', 'time: 07 Jun 2018 10:25:43.243'],
  ['Not Before: Apr 26 07:12:25 2018 GMT', 'time: Apr 26 07:12:25 2018 GMT'],
  ['Date:   Thu Apr 26 07:12:25 2018 +0200', 'time: Thu Apr 26 07:12:25 2018 +0200'],
  ['on 4/26/2018, 7:12:25 AM done', 'time: 4/26/2018, 7:12:25 AM'],
  [
    'Thu Apr 26 2018 07:12:25 GMT+0000 (Coordinated Universal Time)',
    'time: Thu Apr 26 2018 07:12:25 GMT+0000 (Coordinated Universal Time)',
  ],
  ['since Thu 2018-04-26 07:12:25 UTC; 2 days ago', 'time: Thu 2018-04-26 07:12:25 UTC', 'age: 2 days ago'],
  ['2018-04-26 07:12:25,123 INFO started', 'time: 2018-04-26 07:12:25,123'],
  ['26.04.2018 07:12 ok', 'time: 26.04.2018 07:12'],
  ['due 04/26/2018', 'date: 04/26/2018'],
  [
    '--token SWMTKN-1-3pu6hszjas...8eyp-7gp...p4b6z 10.1.1.2:2377',
    'swarm ID: SWMTKN-1-3pu6hszjas...8eyp-7gp...p4b6z 10.1.1.2:2377',
  ],
  ['on 2018-06-07 there', 'date: 2018-06-07'],
  ['at 07:12:25', 'time of day: 07:12:25'],
  ['4 seconds ago', 'age: 4 seconds ago'],
  ['Exited (0) 21 min. ago', 'age: 21 min. ago'],
  [`${'ab'.repeat(32)}c done`, `ID: ${'ab'.repeat(32)}c`],
  [`${'ab'.repeat(20)} is a commit`],
  ['About a minute ago', 'age: About a minute ago'],
  ['Up 3 seconds (Paused)', 'duration: 3 seconds'],
  ['time=0.115 ms', 'duration: 0.115 ms'],
  ['took 1m30s', 'duration: 1m30s'],
  ['107MB', 'size: 107MB'],
  ['12.3MiB / 1.9GiB', 'size: 12.3MiB', 'size: 1.9GiB'],
  ['0.05%', 'percentage: 0.05%'],
  ['0% packet loss'],
  ['02:42:ac:11:00:02', 'MAC address: 02:42:ac:11:00:02'],
  ['ff:ff:ff:ff:ff:ff 00:00:00:00:00:00'],
  ['inet 172.17.0.2/16 brd', 'network: 172.17.0.2/16'],
  ['from 172.17.0.2:', 'address: 172.17.0.2'],
  ['127.0.0.1 0.0.0.0 255.255.0.0'],
  ['fe80::42:acff:fe11:2/64', 'IPv6 address: fe80::42:acff:fe11:2/64'],
  ['::1 [::]:80'],
  ['0.0.0.0:32768->80/tcp', 'ephemeral port: 32768'],
  ['0.0.0.0:8080->80/tcp'],
  ['vigorous_jang', 'generated name: vigorous_jang'],
  ['front_web'],
  ['veth1a2b3c4@if5', 'interface name: veth1a2b3c4', 'interface number: if5'],
  ['12: eth0@if13: <UP>', 'interface number: 12', 'interface number: if13'],
  ['qlen 1000', 'interface number: 1000'],
  ['pid 4312 exited', 'PID: 4312'],
  ['Server: nginx/1.13.12', 'version: 1.13.12'],
  ['go1.9.5', 'version: go1.9.5'],
  ['5.14.0-70.1.el9_0.x86_64', 'version: 5.14.0-70.1.el9_0.x86_64'],
  ['API version:  1.37', 'version: 1.37'],
  ['cmp (GNU diffutils) 3.8', 'version: 3.8'],
  ['ratio (Bolt) is 3.8'],
  ['Docker version 28.5.2, build 9cc6dea', 'version: 28.5.2', 'commit: 9cc6dea'],
  ['ETag: "6b05145f-c"', 'HTTP field: 6b05145f-c'],
  ['RX packets 3  bytes 182 (182.0 B)', 'counter: 3', 'counter: 182', 'size: 182.0 B'],
  ['64 bytes from there'],
  ['"GET / HTTP/1.1" 200 612 "-"', 'HTTP field: 612'],
  ['Content-Length: 612', 'HTTP field: 612'],
  ['/l/NOTUGVO7OI3BEFD52NBNR2UE46', 'layer link: NOTUGVO7OI3BEFD52NBNR2UE46'],
  ['alpine:3.9.3'],
  ['test-10s'],
  ['2 packets transmitted'],
  [
    'SWMTKN-1-3txq7swy8u5te1uxdopkl3fiwdbebgogth025t086xtalq3805-80ad5cl4381234567890abcde',
    'swarm ID: SWMTKN-1-3txq7swy8u5te1uxdopkl3fiwdbebgogth025t086xtalq3805-80ad5cl4381234567890abcde',
  ],
  ['--token SWMTKN-1-5zxq7swy8u-8l2qo9 9', 'swarm ID: SWMTKN-1-5zxq7swy8u-8l2qo9'],
  ['SWMTKN-1-5zxq7sw...', 'swarm ID: SWMTKN-1-5zxq7sw...'],
];

for (const [text, ...expected] of cases) {
  test(`${text} holds ${expected.length === 0 ? 'nothing volatile' : expected.join(', ').slice(0, 60)}`, () => {
    assert.equal(classes(text), expected);
  });
}

test('tokens cover everything but blanks', () => {
  const text = '  a4a33de2232b: "x"  -> [y]_z ';
  const covered = tokenize(text)
    .map(({ from, to }) => text.slice(from, to))
    .join('');
  assert.is(covered, text.replaceAll(' ', ''));
});

test('only a document has holes', () => {
  const holes = (text: string): readonly string[] =>
    tokenizeDocument(text).flatMap(({ text: hole, hole: kind }) => (kind ? [`${kind} ${hole}`] : []));
  assert.equal(holes('docker stop <container-id> ...'), ['word <container-id>', 'any ...']);
  assert.equal(holes('<none> <missing> <html>'), []);
  assert.equal(
    tokenize('...').filter(({ hole }) => hole),
    [],
  );
});

test('a word that goes on in an ellipsis must begin so', () => {
  assert.is(verdict('service-on…', 'service-one is up', { verb: '' }), 'passed');
  assert.is(verdict('service-tw…', 'service-one is up', { verb: '' }), 'failed');
});

test('a word before dots may be the beginning of an ID, and else is one', () => {
  const says = (cut: string) => `current node (${cut}) is now a manager`;
  const said = says('makjpwhh5vo4r4q1hat3ibgkr');
  for (const cut of ['mak...', 'dxn1...', 'dxn…'])
    assert.is(verdict(says(cut), said, { verb: 'swarm init' }), 'passed', cut);
  for (const [document, live] of [
    ['Listening on port 8080...', 'Listening on port 9090...'],
    ['Waiting for pear...', 'Waiting for plum...'],
    ['state: done...', 'state: failed and more'],
  ] as const)
    assert.is(verdict(document, live, { verb: '' }), 'failed', document);
});

test('what an author wrote over is left open', () => {
  const holes = (text: string): readonly string[] =>
    tokenizeDocument(text).flatMap((token) => (token.hole ? [token.text] : []));
  assert.equal(holes('xxxxxxxxxxxx  none'), ['xxxxxxxxxxxx']);
  assert.equal(holes('link xx:xx:xx:xx:xx:xx at 10.0.x.x'), ['xx:xx:xx:xx:xx:xx', '10.0.x.x']);
  assert.equal(holes('password: ********'), ['********']);
  assert.equal(holes('a linux box, version 1.x'), []);
});

test.run();
