import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import { isElision } from '../../src/match/elision.ts';
import { nearest } from '../../src/match/nearest.ts';
import { noteOutput } from '../../src/match/note.ts';
import { isDockers } from '../../src/match/printer.ts';
import { tokenize } from '../../src/match/tokens.ts';
import { made, match, verdict } from './support.ts';

const ID = { a: 'a1'.repeat(6), b: 'b2'.repeat(6), c: 'c3'.repeat(6), d: 'd4'.repeat(6) };

test('what a list without order teaches is kept where it agrees, and forgotten where not', () => {
  const around = { verb: 'network inspect', program: '{{range .Containers}}{{.Id}}/{{.Name}} {{end}}' };
  const c = new Correspondence();
  assert.is(
    verdict(`${ID.a}/pear ${ID.b}/plum`, `${ID.c}/plum ${ID.d}/pear`, { ...around, correspondence: c }),
    'passed',
  );
  assert.is(c.liveOf(ID.a), ID.d);
});

test('an answer that nslookup repeats is one, another is another', () => {
  const around = { verb: 'exec', program: 'nslookup pear' };
  const answer = (...addresses: readonly string[]) =>
    `Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\n${addresses.map((one) => `Name:\tpear\nAddress: ${one}`).join('\n')}`;
  assert.is(verdict(answer('10.0.0.2', '10.0.0.2'), answer('10.0.0.2'), around), 'passed');
  assert.is(verdict(answer('10.0.0.2', '10.0.0.3'), answer('10.0.0.2'), around), 'failed');
  const old = 'Server:    127.0.0.11\nAddress 1: 127.0.0.11\n\nName:      plum\nAddress 1: 10.0.0.2';
  const causes = match(old, answer('10.0.0.2'), around).differences.map(({ cause }) => cause);
  assert.not.ok(causes.includes('other words'));
  assert.is(verdict('nothing', answer('10.0.0.2'), around), 'failed');
});

test('a message says one of each group of contraries', () => {
  const rm = { verb: 'rm' };
  const said = (word: string) => `Error: that ${word} is not one to be taken away here`;
  for (const [one, other] of [
    ['container', 'network'],
    ['volume', 'image'],
    ['service', 'node'],
    ['secret', 'config'],
    ['paused', 'running'],
    ['stopped', 'exited'],
    ['restarting', 'created'],
    ['executable', 'directory'],
  ] as const)
    assert.match(match(said(one), said(other), rm).differences[0]?.cause ?? '', /^it (says|is)/, one);
});

test('a name is made of the parts of another one, in any order and joined in another way', () => {
  assert.is(nearest('pear-tree-net', ['tree-pearnet']), 'tree-pearnet');
  assert.is(nearest('pear-tree', ['tree-plum']), undefined);
  assert.is(nearest('pear', ['']), undefined);
  assert.is(nearest('pear', ['pear']), undefined);
  assert.is(nearest('pear', ['peat', 'bear']), 'peat');
  assert.is(nearest('pear-a', ['pear_a']), 'pear_a');
});

test('only what stands for one thing is noted of an output that was not compared', () => {
  const c = new Correspondence();
  const span = { file: 'lab.md', line: 3, column: 1, endLine: 3 };
  noteOutput(
    {
      span,
      lines: [
        { line: 3, text: `${ID.a} 2 hours ago web` },
        { line: 4, text: `${ID.b}: Pull complete` },
      ],
    },
    c,
  );
  assert.is(c.unboundOrigin(ID.a), 3);
  assert.is(c.unboundOrigin(ID.b), undefined);
  assert.is(c.unboundOrigin('web'), undefined);
});

test('what docker prints is told from what another program does', () => {
  const says = (verb: string, program = '', text = 'x') =>
    isDockers(text, {
      correspondence: new Correspondence(),
      command: { verb, program, line: 1 },
      made: () => false,
      makers: () => undefined,
      names: [],
      given: () => false,
    });
  for (const text of [
    'docker: no',
    'Error response from daemon: no',
    'docker: Error response from daemon: no',
    'OCI runtime exec failed',
  ])
    assert.ok(says('', 'lantern', text), text);
  assert.not.ok(says('', 'lantern'));
  assert.not.ok(says(''));
  assert.ok(says('ps'));
  assert.not.ok(says('exec'));
  assert.not.ok(says('ps', 'grep'));
  assert.ok(says('inspect', '{{.Id}}'));
  assert.ok(says('info', '{{.ID}}'));
});

test('each counter of an interface is one', () => {
  for (const name of 'packets bytes errors dropped overruns frame carrier collisions txqueuelen'.split(' '))
    assert.is(tokenize(`x ${name}:8`).at(-1)?.valueClass?.name, 'counter', name);
});

test('an address of eight groups needs no double colon, one of seven does', () => {
  const classOf = (text: string) => tokenize(text)[0]?.valueClass?.name;
  assert.is(classOf('fd00:1:2:3:4:5:6:7'), 'IPv6 address');
  assert.is.not(classOf('fd00:1:2:3:4:5:6'), 'IPv6 address');
  assert.is.not(classOf('fd00:1:2:3:4:5:6:7:8'), 'IPv6 address');
  assert.is(classOf('fd00::7:'), 'IPv6 address');
  assert.is.not(classOf('a::b'), 'IPv6 address');
  assert.is.not(classOf('fd00::1::2'), 'IPv6 address');
  assert.is.not(classOf('fd000::1'), 'IPv6 address');
});

test('help lists what the document lists, whatever is left out of it', () => {
  const around = { verb: '', program: 'docker pear --help' };
  const live = 'Usage:  docker pear\n\nOptions:\n  -q, --quiet   Say little\n  -a, --all     All';
  assert.is(verdict('Usage:  docker pear\n\n...\n\n  -q, --quiet   Say little', live, around), 'passed');
  assert.is(verdict('  -q, --quiet   Say little', live, around), 'drifted');
  assert.is(verdict('  -q, --quiet   Say little', live, { ...around, expect: 'subset' }), 'passed');
  assert.is(verdict('  -q, --quiet   Say less\n  -a, --all     All', live, around), 'drifted');
});

test('a word of data that stands elsewhere is another statement, in a list it is not', () => {
  const around = { verb: 'exec', program: 'lantern' };
  assert.is(verdict('a=pear b=plum', 'a=plum b=pear', around), 'failed');
});

test('the packets that a ping counts are in step unless it was interrupted', () => {
  const ping = (seq: number, more = '') => `64 bytes from 10.0.0.2: seq=${seq} ttl=64 time=0.1 ms${more}`;
  const around = { verb: 'exec', program: 'ping -c 1 pear' };
  assert.is(verdict(ping(0), ping(0), around), 'passed');
  assert.is(verdict(ping(5), ping(0), around), 'failed');
  assert.is(verdict(ping(0), ping(0).replace('64 bytes', '72 bytes'), around), 'failed');
  assert.is(verdict(ping(0), ping(0).replace('ttl=64', 'ttl=255'), around), 'failed');
});

for (const line of [
  '..',
  '. . .',
  '……',
  '<...>',
  '(…)',
  '/* .. */',
  '***',
  '-- snip --',
  '== cut ==',
  '# output omitted',
  '// shortened',
  '* more lines',
  'some more lines ...',
  '[abridged]',
  '(elided)',
  '<skipped>',
])
  test(`"${line}" stands for lines of an output`, () => {
    assert.ok(isElision(line));
  });

test('the name of a lone object of an output is a fact in a message', () => {
  const around = { verb: 'rm', makes: made('container', 'pear', 'plum') };
  assert.is(verdict('Error: it is about pear', 'Error: it is about plum', around), 'failed');
});

test.run();
