import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../../src/match/correspondence.ts';
import { match, verdict } from '../support.ts';

const row = (ports: string): string =>
  `CONTAINER ID   PORTS                                                        NAMES\n602dbf1edc81   ${ports.padEnd(60)} web`;

test('a twin for IPv6 that only the live list has drifts', () => {
  const { verdict: found, differences } = match(
    row('0.0.0.0:80->80/tcp'),
    row('0.0.0.0:80->80/tcp, [::]:80->80/tcp'),
  );
  assert.is(found, 'drifted');
  assert.is(differences[0]?.cause, '[::]:80->80/tcp is published too');
});

test('both spellings of the IPv6 wildcard are one', () => {
  assert.is(
    verdict(row('0.0.0.0:80->80/tcp, :::80->80/tcp'), row('0.0.0.0:80->80/tcp, [::]:80->80/tcp')),
    'passed',
  );
});

test('a documented twin for IPv6 that is not live drifts, at another port it fails', () => {
  assert.is(verdict(row('0.0.0.0:80->80/tcp, [::]:80->80/tcp'), row('0.0.0.0:80->80/tcp')), 'drifted');
  assert.is(verdict(row('0.0.0.0:80->80/tcp, [::]:81->80/tcp'), row('0.0.0.0:80->80/tcp')), 'failed');
});

test('a documented port that is not published fails', () => {
  assert.is(verdict(row('0.0.0.0:8081->80/tcp'), row('0.0.0.0:8080->80/tcp')), 'failed');
  assert.is(verdict(row('0.0.0.0:8080->80/tcp'), row('0.0.0.0:8080->8080/tcp')), 'failed');
  assert.is(verdict(row('80/tcp'), row('')), 'failed');
});

test('a port that the engine chose corresponds for the rest of the lab', () => {
  const correspondence = new Correspondence();
  assert.is(
    verdict(row('0.0.0.0:32768->80/tcp'), row('0.0.0.0:32771->80/tcp'), { correspondence }),
    'passed',
  );
  assert.is(correspondence.rewrite('curl localhost:32768').script, 'curl localhost:32771');
  assert.is(
    verdict(row('0.0.0.0:32768->80/tcp'), row('0.0.0.0:32800->80/tcp'), { correspondence }),
    'failed',
  );
});

test('a port that the lab chose is literal, also in the ephemeral range', () => {
  const correspondence = new Correspondence();
  correspondence.pin('40000', { line: 3, what: 'container web', kind: 'port' });
  assert.is(
    verdict(row('0.0.0.0:40000->80/tcp'), row('0.0.0.0:40001->80/tcp'), { correspondence }),
    'failed',
  );
});

test('docker port lists ports in any order', () => {
  const document = '443/tcp -> 0.0.0.0:9443\n80/tcp -> 0.0.0.0:8090';
  const live = '80/tcp -> 0.0.0.0:8090\n443/tcp -> 0.0.0.0:9443';
  assert.is(verdict(document, live, { verb: 'port' }), 'passed');
  assert.is(verdict(document, live.replace('9443', '9444'), { verb: 'port' }), 'failed');
});

test('docker port in the older spelling of IPv6 drifts', () => {
  assert.is(verdict('80/tcp -> :::8090', '80/tcp -> [::]:8090', { verb: 'port' }), 'drifted');
});

test.run();
