import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { IdentitySpace } from '../../src/match/values/value-class.ts';

const long = (digits: string): string => digits.repeat(64 / digits.length);
const bind = (c: Correspondence, document: string, live: string, space: IdentitySpace = 'id', line = 1) =>
  c.bind({ document, live, space, line });
const kindOf = (bound: ReturnType<Correspondence['bind']>): string =>
  typeof bound === 'object' ? bound.kind : bound;

test('a value met for the first time is bound, and known from then on', () => {
  const c = new Correspondence();
  assert.is(bind(c, 'a'.repeat(12), 'b'.repeat(12)), 'bound');
  assert.is(bind(c, 'a'.repeat(12), 'b'.repeat(12)), 'known');
});

test('one document value with two live ones is a contradiction', () => {
  const c = new Correspondence();
  c.bind({ document: 'a'.repeat(12), live: 'b'.repeat(12), space: 'id', line: 7, what: 'network x' });
  assert.equal(bind(c, 'a'.repeat(12), 'c'.repeat(12)), {
    kind: 'stands-for-another',
    line: 7,
    value: 'b'.repeat(12),
    what: 'network x',
  });
});

test('two document values with one live one are a contradiction', () => {
  const c = new Correspondence();
  c.bind({ document: 'a'.repeat(12), live: 'b'.repeat(12), space: 'id', line: 7, what: 'network x' });
  assert.equal(bind(c, 'c'.repeat(12), 'b'.repeat(12)), {
    kind: 'known-as-another',
    line: 7,
    value: 'a'.repeat(12),
    what: 'network x',
  });
});

test('a contradiction changes nothing', () => {
  const c = new Correspondence();
  bind(c, 'a'.repeat(12), 'b'.repeat(12));
  bind(c, 'a'.repeat(12), 'c'.repeat(12));
  bind(c, 'd'.repeat(12), 'b'.repeat(12));
  assert.is(c.liveOf('a'.repeat(12)), 'b'.repeat(12));
  assert.is(c.documentOf('b'.repeat(12)), 'a'.repeat(12));
  assert.is(c.liveOf('d'.repeat(12)), undefined);
});

test('an ID and its first twelve digits are one value, with or without the algorithm', () => {
  const c = new Correspondence();
  assert.is(bind(c, 'ab'.repeat(6), 'cd'.repeat(6)), 'bound');
  assert.is(bind(c, `sha256:${long('ab')}`, long('cd')), 'known');
  assert.is(c.liveOf('ab'.repeat(6)), long('cd'));
});

test('IDs that differ after the twelfth digit are two values', () => {
  const c = new Correspondence();
  bind(c, long('ab'), long('cd'));
  assert.is(kindOf(bind(c, `${long('ab').slice(0, 63)}0`, long('cd'))), 'known-as-another');
});

test('of two IDs with the same beginning each is known again', () => {
  const c = new Correspondence();
  const other = (id: string): string => `${id.slice(0, 63)}0`;
  assert.is(bind(c, long('ab'), long('cd')), 'bound');
  assert.is(bind(c, other(long('ab')), other(long('cd'))), 'bound');
  assert.is(bind(c, other(long('ab')), other(long('cd'))), 'known');
  assert.is(bind(c, long('ab'), long('cd')), 'known');
});

test('values of different kinds never meet', () => {
  const c = new Correspondence();
  bind(c, 'f64a4851eb71', 'a'.repeat(12), 'hostname');
  assert.is(bind(c, 'f64a4851eb71', 'b'.repeat(12), 'id'), 'bound');
});

test('a pinned value corresponds to itself and to nothing else', () => {
  const c = new Correspondence();
  c.pin('192.10.86.1', { line: 8, what: 'network lan', kind: 'gateway' });
  assert.is(bind(c, '192.10.86.1', '192.10.86.1', 'address'), 'bound');
  assert.is(kindOf(bind(c, '192.10.86.1', '192.10.86.9', 'address')), 'pinned');
  assert.is(kindOf(bind(c, '192.10.86.7', '192.10.86.1', 'address')), 'pinned');
});

test('the value of a pinned setting is pinned', () => {
  const c = new Correspondence();
  c.pin('LIMIT=10s', { line: 8, what: 'container web', kind: 'other' });
  assert.is(c.pinOf('10s')?.line, 8);
});

test('a documented address outside the pinned subnet cannot be one inside, nor the reverse', () => {
  const c = new Correspondence();
  c.pinNetwork('192.10.86.0/24', { line: 8, what: 'network lan', kind: 'subnet' });
  assert.equal(bind(c, '172.16.86.2', '192.10.86.2', 'address'), {
    kind: 'outside-network',
    line: 8,
    value: '192.10.86.0/24',
    what: 'network lan',
  });
  assert.is(kindOf(bind(c, '192.10.86.2', '172.16.86.2', 'address')), 'outside-network');
  assert.is(bind(c, '192.10.86.2', '192.10.86.3', 'address'), 'bound');
});

test('an address lies in the network that its own network corresponds to', () => {
  const c = new Correspondence();
  bind(c, '172.20.0.0/16', '172.18.0.0/16', 'network');
  assert.is(kindOf(bind(c, '172.20.0.2', '172.19.0.2', 'address')), 'outside-network');
  assert.is(bind(c, '172.20.0.2', '172.18.0.2', 'address'), 'bound');
});

test('networks that engines chose may differ in length', () => {
  const c = new Correspondence();
  assert.is(bind(c, '172.27.0.0/16', '192.168.0.0/20', 'network'), 'bound');
  assert.is(bind(c, '172.27.0.2', '192.168.0.2', 'address'), 'bound');
  assert.is(kindOf(bind(c, '172.27.0.3', '192.168.16.2', 'address')), 'outside-network');
});

test('one text may be a document value and another live value', () => {
  const c = new Correspondence();
  assert.is(bind(c, '172.19.0.0/16', '172.18.0.0/16', 'network'), 'bound');
  assert.is(bind(c, '172.20.0.0/16', '172.19.0.0/16', 'network'), 'bound');
});

test('a MAC address made of an address comes back with it, a random one does not', () => {
  const c = new Correspondence();
  assert.is(bind(c, '02:42:ac:11:00:02', '9a:00:00:00:00:01', 'MAC address'), 'bound');
  assert.is(bind(c, '02:42:ac:11:00:02', '9a:00:00:00:00:02', 'MAC address'), 'bound');
  assert.is(bind(c, '02:42:ac:11:00:03', '9a:00:00:00:00:03', 'MAC address'), 'bound');
  assert.is(kindOf(bind(c, '02:42:ac:11:00:02', '9a:00:00:00:00:03', 'MAC address')), 'stands-for-another');
});

test('a value that was only noted tells its line until it is bound', () => {
  const c = new Correspondence();
  c.note({ document: '602dbf1edc81', space: 'id', line: 63 });
  assert.is(c.unboundOrigin('602dbf1edc81'), 63);
  assert.is(c.unboundOrigin('602'), 63);
  bind(c, '602dbf1edc81', 'a'.repeat(12));
  assert.is(c.unboundOrigin('602dbf1edc81'), undefined);
});

test('a network corresponds to one of its length, or of a length that engines choose', () => {
  const bind = (document: string, live: string) =>
    new Correspondence().bind({ document, live, space: 'network', line: 1 });
  assert.is(bind('172.17.0.0/16', '172.18.0.0/16'), 'bound');
  assert.is(bind('172.17.0.0/16', '192.168.0.0/20'), 'bound');
  assert.is.not(bind('172.17.0.0/17', '172.17.0.0/16'), 'bound');
  assert.is.not(bind('172.17.0.0/16', '172.17.0.0/12'), 'bound');
});

test("a network's own and last addresses correspond to such", () => {
  const correspondence = new Correspondence();
  const address = (document: string, live: string) =>
    correspondence.bind({ document, live, space: 'address', line: 2 });
  correspondence.bind({ document: '172.17.0.0/16', live: '192.168.0.0/20', space: 'network', line: 1 });
  assert.is(address('172.17.255.255', '192.168.15.255'), 'bound');
  assert.type(address('172.17.255.250', '192.168.15.255'), 'object');
  correspondence.pinNetwork('10.77.0.0/16', { line: 1, what: 'network back', kind: 'subnet' });
  assert.type(address('10.77.7.0', '10.77.0.0'), 'object');
});

test('two IDs that differ only after the twelfth digit are not two names of an image', () => {
  const correspondence = new Correspondence();
  const bind = (document: string, live: string) =>
    correspondence.bind({ document, live, space: 'id', line: 1, shared: true });
  assert.is(bind('a'.repeat(64), 'b'.repeat(64)), 'bound');
  assert.is(bind('c'.repeat(64), 'b'.repeat(64)), 'bound');
  assert.type(bind(`${'a'.repeat(63)}0`, 'b'.repeat(64)), 'object');
});

test.run();
