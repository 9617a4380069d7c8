import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import { repository } from '../support/repository.ts';
import { match, verdict } from './support.ts';

const route = { verb: 'exec', program: 'ip route' };

test('a route outside the subnet that the lab fixes fails', () => {
  const correspondence = new Correspondence();
  correspondence.pinNetwork('192.10.86.0/24', { line: 8, what: 'network lan', kind: 'subnet' });
  const { verdict: found, differences } = match(
    'default via 192.10.86.1 dev eth0\n172.16.86.0/24 dev eth0 scope link  src 172.16.86.2',
    'default via 192.10.86.1 dev eth0 \n192.10.86.0/24 dev eth0 scope link  src 192.10.86.2 ',
    { ...route, correspondence },
  );
  assert.is(found, 'failed');
  assert.is(differences.length, 1);
  assert.is(differences[0]?.line, 102);
  assert.match(differences[0]?.cause ?? '', /172\.16\.86\.0\/24.*192\.10\.86\.0\/24/);
});

test('keys that were pressed at the beginning of a line are no part of it', () => {
  assert.is(verdict('tick\n^P^Qread escape sequence', 'tick\nread escape sequence'), 'passed');
  assert.is(verdict('tick\n^Cstopped at 3', 'tick\nstopped at 4'), 'failed');
});

test('a contradiction does not spoil what else is learnt', () => {
  const correspondence = new Correspondence();
  verdict('a'.repeat(12), 'b'.repeat(12), { correspondence });
  verdict(`${'c'.repeat(12)}\n${'d'.repeat(12)}`, `${'b'.repeat(12)}\n${'e'.repeat(12)}`, { correspondence });
  assert.is(correspondence.liveOf('d'.repeat(12)), 'e'.repeat(12));
  assert.is(correspondence.liveOf('c'.repeat(12)), undefined);
  assert.is(correspondence.unboundOrigin('c'.repeat(12)), 101);
});

test('a wrong value that shows in several places is explained once', () => {
  const correspondence = new Correspondence();
  correspondence.pinNetwork('10.7.0.0/16', { line: 8, what: 'network lan', kind: 'subnet' });
  const { differences } = match('a 172.16.0.2\nb 172.16.0.2', 'a 10.7.0.2\nb 10.7.0.2', {
    ...route,
    correspondence,
  });
  assert.equal(
    differences.map(({ line, cause }) => [line, cause]),
    [
      [101, 'line 101 says 172.16.0.2; network lan is 10.7.0.0/16 by line 8'],
      [102, 'as on line 101'],
    ],
  );
});

test('every accepted value says why', () => {
  const correspondence = new Correspondence();
  correspondence.pin('10.7.0.1', { line: 8, what: 'network lan', kind: 'gateway' });
  const { acceptances } = match('10.7.0.1 172.17.0.2 4 seconds ago', '10.7.0.1 172.17.0.3 2 hours ago', {
    ...route,
    correspondence,
  });
  assert.equal(
    acceptances.map(({ reason }) => reason),
    ['pinned by line 8', 'bound at line 101 as address', 'age'],
  );
});

test('marks hold what truly differs', () => {
  const { differences } = match('uid=1001 from 172.17.0.2', 'uid=1000 from 172.17.0.9', {
    verb: 'exec',
    program: 'id',
  });
  const [difference] = differences;
  const marked = (text = '', ranges = difference?.marks.expected): readonly string[] =>
    (ranges ?? []).map(({ from, to }) => text.slice(from, to));
  assert.equal(marked(difference?.expected), ['1001']);
  assert.equal(marked(difference?.found, difference?.marks.found), ['1000']);
});

test('a document that shows an error where there is none fails, and the reverse', () => {
  assert.is(verdict('Error: No such container: x', 'x', { verb: 'rm' }), 'failed');
  assert.is(verdict('x', 'Error response from daemon: No such container: x', { verb: 'rm' }), 'failed');
});

const LONG = 30_000;
const hostile = [
  ',',
  ':',
  '1',
  '1.',
  '1:',
  'a',
  '-',
  '...',
  '"',
  '[',
  '{',
  ' ',
  '\\t',
  '(',
  '<a',
  'received ',
  'ab-',
  "'",
  '172.17.0.',
  'Creating ',
  '=> ',
];
for (const text of hostile) {
  test(`a long line of ${JSON.stringify(text)} ends`, () => {
    const line = text.repeat(LONG / text.length);
    for (const verb of ['ps', 'exec', 'version']) {
      assert.is(
        verdict(`${line}x`, `${line}y\n1 packets transmitted, 1 received ${line}`, { verb }).length > 0,
        true,
      );
    }
  });
}

const folder = join(repository(), 'fixtures/outputs');

for (const run of ['20-a', '26-a', '28-a']) {
  test(`every output recorded in ${run} matches itself`, () => {
    const scenarios = JSON.parse(readFileSync(join(folder, `${run}.json`), 'utf8')) as Record<
      string,
      readonly { command: string; output: string }[]
    >;
    for (const recordings of Object.values(scenarios)) {
      for (const { command, output } of recordings)
        assert.is(verdict(output, output, { verb: '', program: '' }), 'passed', command);
    }
  });
}

test('a command that an older version breaks with backslashes is the one in a line', () => {
  const token = (digits: string) => `SWMTKN-1-${digits.repeat(25)}-${digits.repeat(12)}a`;
  const document = `To add a worker:\n\n    docker swarm join \\\n    --token ${token('1a')} \\\n    192.168.99.100:2377\n`;
  const live = `To add a worker:\n\n    docker swarm join --token ${token('2b')} 192.0.2.10:2377\n`;
  assert.is(verdict(document, live, { verb: 'swarm init' }), 'passed');
  assert.is(verdict(document.replace('join', 'leave'), live, { verb: 'swarm init' }), 'failed');
});

test('the name of a node is the one that the list of nodes has for it', () => {
  const correspondence = new Correspondence();
  correspondence.bind({ document: 'manager1', live: 'vm', space: 'hostname', line: 3 });
  assert.is(verdict('manager1', 'vm', { verb: 'node update', correspondence }), 'passed');
  assert.is(
    verdict('Hostname: manager1', 'Hostname: vm', { verb: 'node inspect', correspondence }),
    'passed',
  );
  assert.is(verdict('Hostname: worker1', 'Hostname: vm', { verb: 'node inspect', correspondence }), 'failed');
});

test('the beginning of an ID that is typed is printed again as that ID', () => {
  const correspondence = new Correspondence();
  const document = 'f2b1a0f9e8d7c6b5a4938271605f4e3d2c1b0a9f8e7d6c5b4a39281706f5e4d3';
  const live = '91cc5605d122c6b5a4938271605f4e3d2c1b0a9f8e7d6c5b4a39281706f5e4d3';
  assert.is(verdict(document, live, { verb: 'run', correspondence }), 'passed');
  assert.is(verdict('f2b', live.slice(0, 12), { verb: 'kill', correspondence }), 'passed');
  assert.is(verdict('f2b', '81cc5605d122', { verb: 'kill', correspondence }), 'failed');
  assert.is(verdict('f3b', live.slice(0, 12), { verb: 'kill', correspondence }), 'failed');
});

test('time grows with the size of the texts for many tables, ports, objects and numbers, too', () => {
  const many = (count: number, line: (index: number) => string, separator = '\n'): string =>
    Array.from({ length: count }, (_, index) => line(index)).join(separator);
  const cell = (ports: string): string => `CONTAINER ID   PORTS     NAMES\na1b2c3d4e5f6   ${ports}   web`;
  const texts: readonly (readonly [string, string, string])[] = [
    [many(10_000, () => 'NAMES   IMAGE'), many(10_000, () => 'NAMES   PORTS'), 'ps'],
    [
      cell(many(8_000, (n) => `0.0.0.0:${n}->${n}/tcp`, ', ')),
      cell(many(8_000, (n) => `${n}/tcp`, ', ')),
      'ps',
    ],
    [
      many(8_000, (n) => `${n}/tcp -> 0.0.0.0:${n}`),
      many(8_000, (n) => `${n}/tcp -> 0.0.0.0:${n + 1}`),
      'port',
    ],
    [
      many(8_000, (n) => ` Container lab-w${n}-1  Started`),
      many(8_000, (n) => ` Container lab-x${n}-1  Started`),
      'compose up',
    ],
    ['1.2.3.'.repeat(10_000), '1.2.4.'.repeat(10_000), 'exec'],
  ];
  for (const [document, live, verb] of texts) {
    const start = performance.now();
    match(document, live, { verb });
    assert.ok(performance.now() - start < 8000, `${verb} took ${Math.round(performance.now() - start)} ms`);
  }
});

test('a line of more pieces than a stack holds is compared', () => {
  const [document, live] = ['1.'.repeat(150_000), '2.'.repeat(150_000)];
  assert.is(verdict(document, live, { verb: '' }), 'failed');
  assert.is(verdict(document, document, { verb: '' }), 'passed');
});

test('keys that the program prints itself are its output, not what the author pressed', () => {
  for (const text of ['^Cstopped at 3', '^C^C^Removing service web\nRemoving network front', '^Pause\n^Quit'])
    assert.is(verdict(text, text, { verb: '' }), 'passed', text);
  assert.is(verdict('^Cstopped at 3', '^Cstopped at 4', { verb: '' }), 'failed');
});

test('a text is its own document, also with blank lines at its end and cells that say that something is left out', () => {
  const table = 'IMAGE     CREATED\n<snip>    "OnBuild": null,\n...       7 weeks\n';
  for (const text of [table, `${table}\n\n`, `\n${table}\u001b[m\n`])
    for (const verb of ['images', 'inspect', '']) assert.is(verdict(text, text, { verb }), 'passed');
});

test('the next prompt stands behind what ends without a line break, and nowhere else', () => {
  assert.is(verdict('one two $', 'one two '), 'passed');
  assert.is.not(verdict('one two $', 'one two \n'), 'passed');
  assert.is.not(verdict('one three $', 'one two '), 'passed');
});

test.run();
