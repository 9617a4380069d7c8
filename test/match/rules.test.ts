import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';
import { isElision } from '../../src/match/elision.ts';
import { nearest } from '../../src/match/nearest.ts';
import { isNoise } from '../../src/match/noise.ts';
import { tokenize } from '../../src/match/tokens.ts';
import { made, match, verdict } from './support.ts';

test('the first declaration of a value counts', () => {
  const c = new Correspondence();
  c.pin('web', { line: 3, what: 'container web', kind: 'name' });
  c.pin('web', { line: 9, what: 'network web', kind: 'name' });
  assert.is(c.pinOf('web')?.line, 3);
});

test('a beginning is that of an ID before it is that of a host name', () => {
  const c = new Correspondence();
  c.bind({ document: 'ab12aaaaaaaa', live: '111111111111', space: 'hostname', line: 1 });
  c.bind({ document: 'ab12bbbbbbbb', live: '222222222222', space: 'id', line: 2 });
  assert.is(c.resolve('ab12')?.live, '222222222222');
});

test('what was only noted is so again when a binding is forgotten', () => {
  const c = new Correspondence();
  c.note({ document: 'e'.repeat(12), space: 'id', line: 3 });
  c.peek(() => c.bind({ document: 'e'.repeat(12), live: 'f'.repeat(12), space: 'id', line: 5 }));
  assert.is(c.unboundOrigin('e'.repeat(12)), 3);
});

test('an attempt is kept or forgotten as a whole', () => {
  const c = new Correspondence();
  const bind = (document: string, live: string) => c.bind({ document, live, space: 'id', line: 1 });
  c.attempt(
    () => bind('a'.repeat(12), 'b'.repeat(12)),
    () => true,
  );
  assert.is(c.liveOf('a'.repeat(12)), 'b'.repeat(12));
  assert.throws(() =>
    c.attempt(
      () => {
        bind('c'.repeat(12), 'd'.repeat(12));
        throw new Error('broken off');
      },
      () => true,
    ),
  );
  assert.is(c.liveOf('c'.repeat(12)), undefined);
});

test('a network of two addresses has no address of its own, one of four has', () => {
  const roles = (cidr: string): unknown => {
    const c = new Correspondence();
    c.pinNetwork(cidr, { line: 1, what: 'network lan', kind: 'subnet' });
    return c.bind({ document: '10.0.0.0', live: '10.0.0.1', space: 'address', line: 2 });
  };
  assert.is(roles('10.0.0.0/31'), 'bound');
  assert.is(typeof roles('10.0.0.0/30'), 'object');
});

test('the address of a network stands for the address of a network', () => {
  const c = new Correspondence();
  c.bind({ document: '172.20.0.0/16', live: '172.18.0.0/16', space: 'network', line: 1 });
  assert.is(
    typeof c.bind({ document: '172.20.0.0', live: '172.18.0.5', space: 'address', line: 2 }),
    'object',
  );
});

test('a swarm chooses networks of 24 bits', () => {
  const c = new Correspondence();
  assert.is(c.bind({ document: '10.0.1.0/24', live: '10.0.16.0/20', space: 'network', line: 1 }), 'bound');
});

test('a measure behind a dot is a part of a name', () => {
  assert.ok(tokenize('app.10s').every(({ valueClass }) => valueClass === undefined));
});

test('a long remark on what is left out is an elision', () => {
  assert.ok(isElision('... (most of the output is left out here) ...'));
});

test('a name is near that shares all but a quarter of its letters, or is made of the same parts', () => {
  assert.is(nearest('abcdefgh', ['abcdwxyz']), undefined);
  assert.is(nearest('abcdefgh', ['abcdefxy']), 'abcdefxy');
  assert.is(nearest('my-macvlan-net', ['macvlan-mynet']), 'macvlan-mynet');
  assert.is(nearest('web-12', ['web-21']), undefined);
});

test('the last line of what is said of an unknown registry is noise', () => {
  assert.ok(isNoise('versions of the image.'));
});

test('a command is continued also where blanks follow the backslash', () => {
  const join = { verb: 'swarm init' };
  assert.is(verdict('run it:\n    first \\  \n    second', 'run it:\n    first second', join), 'passed');
});

test('the arguments of top are those of ps', () => {
  const c = new Correspondence();
  c.bind({ document: '98ab12345678', live: '111111111111', space: 'id', line: 1 });
  assert.is(c.rewrite('docker top 98ab 98ab').script, 'docker top 111111111111 98ab');
});

test('the exit status below an error counts only where both show it', () => {
  const line = 'Error: No such container: web';
  assert.is(verdict(`${line}\nexit status 1`, line, { verb: 'rm' }), 'passed');
  assert.is(verdict(`${line}\nexit status 1`, `${line}\nexit status 2`, { verb: 'rm' }), 'failed');
});

test('a time of day stands for a time with its date', () => {
  assert.is(verdict('at 07:12:25', 'at 2018-04-26 07:12:25', { verb: '', program: 'cat' }), 'passed');
});

test('of a subset no more rows are missed', () => {
  const table = (rows: string): string => `DRIVER    VOLUME NAME\n${rows}`;
  const around = { verb: 'volume ls', makes: made('volume', 'apple', 'pear') };
  const live = table('local     apple\nlocal     pear');
  assert.is(verdict(table('local     apple'), live, around), 'drifted');
  assert.is(verdict(table('local     apple'), live, { ...around, expect: 'subset' }), 'passed');
});

test('how far a task has come is of the moment', () => {
  const row = (state: string): string =>
    `ID             NAME     IMAGE    NODE   DESIRED STATE   CURRENT STATE\n7k0flfh2wpt1   loaf.1   alpine   box    Running         ${state}`;
  assert.is(
    verdict(row('Running 8 minutes ago'), row('Preparing 2 seconds ago'), { verb: 'service ps' }),
    'drifted',
  );
});

test('the mark of the own node is a fact', () => {
  const row = (mark: string): string =>
    `ID                            HOSTNAME   STATUS    AVAILABILITY   MANAGER STATUS\n${'q1'.repeat(12)}z ${mark}   box        Ready     Active         Leader`;
  assert.is(verdict(row('*'), row(' '), { verb: 'node ls' }), 'failed');
});

test('a wrong value is told at each place of its own line', () => {
  const c = new Correspondence();
  c.pinNetwork('10.7.0.0/16', { line: 8, what: 'network lan', kind: 'subnet' });
  const { differences } = match('a 172.16.0.2\nb 172.16.0.2', 'a 10.7.0.2\nb 10.7.0.2', {
    verb: 'exec',
    program: 'ip route',
    correspondence: c,
  });
  assert.is(differences[0]?.topic, differences[1]?.topic);
});

test('an environment variable of the engine that is null is another form', () => {
  const image = (comment: string): string => `{"Id":"x","Comment":${comment}}`;
  assert.is(verdict(image('null'), image('"buildkit.dockerfile.v0"'), { verb: 'image inspect' }), 'drifted');
});

test('a published port that is a key is a fact', () => {
  const ports = (port: string): string => `{"Odd":{"${port}":null}}`;
  assert.is(verdict(ports('80/tcp'), ports('81/tcp'), { verb: 'inspect' }), 'failed');
});

test("whether an engine is in a swarm is the lab's doing, how many nodes too", () => {
  assert.is(verdict('Swarm: active\n Nodes: 2', 'Swarm: active\n Nodes: 1', { verb: 'info' }), 'failed');
});

test('a version behind an equals sign is a setting', () => {
  assert.ok(tokenize('NGINX=1.2.3').every(({ valueClass }) => valueClass === undefined));
});

test('a word of 25 letters is no ID of a swarm', () => {
  assert.is(tokenize('abcdefghijklmnopqrstuvwxy')[0]?.valueClass, undefined);
});

test('an instruction is one with and without the mark of its builder', () => {
  const row = (by: string): string =>
    `IMAGE          CREATED         CREATED BY                              SIZE\n0123456789ab   2 minutes ago   ${by.padEnd(39)} 0B`;
  assert.is(
    verdict(row('RUN /bin/sh -c make # buildkit'), row('RUN /bin/sh -c make'), { verb: 'history' }),
    'drifted',
  );
});

test.run();
