import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { givenInText } from '../../src/lint/given.ts';
import { interfaceAddresses } from '../../src/lint/interfaces.ts';
import { placeInCommand, placeInRow, placeOf, readSource } from '../../src/lint/source.ts';
import { unclearIn } from '../../src/lint/unclear.ts';
import { usesOf } from '../../src/lint/uses.ts';
import { alsoOn } from '../../src/lint/words.ts';
import { planLab } from '../../src/plan/plan.ts';
import { labOf } from '../support/labs.ts';
import { found, linesOf, NETWORKS, networkRow, PS, psRow, transcript } from '../support/lint.ts';

const planned = (line: string) => planLab(labOf([line])).commands[0]!;

for (const [program, line, ...addresses] of [
  ['ip route', 'default via 10.0.0.1 dev eth0', '10.0.0.1'],
  ['/sbin/ip -4 r', '10.0.0.0/24 dev eth0 scope link src 10.0.0.2', '10.0.0.0/24', '10.0.0.2'],
  ['ip ro', '10.9.0.0/24 dev docker0'],
  ['ip addr', '    inet 10.0.0.2/24 brd 10.0.0.255 scope global eth0', '10.0.0.2/24'],
  ['ip address', 'default via 10.0.0.1 dev eth0'],
  ['ip a', '    inet 127.0.0.1/8 scope host lo'],
  ['ip link', '    inet 10.0.0.2/24'],
  ['ifconfig eth0', '     inet addr:10.0.0.2  Bcast:10.0.0.255', '10.0.0.2'],
  ['ifconfig', '     inet 10.0.0.3  netmask 255.255.255.0', '10.0.0.3'],
  ['hostname -i', '10.0.0.2', '10.0.0.2'],
  ['hostname -I', '10.0.0.2 ', '10.0.0.2'],
  ['hostname', '10.0.0.2'],
  ['cat /etc/hosts', '10.0.0.2 pear'],
  ['ip route', 'default via 0.0.0.0 dev eth0'],
] as const)
  test(`"${line.trim()}" of ${program} tells ${addresses.join(' and ') || 'nothing'} of the container`, () => {
    assert.equal(interfaceAddresses(line, program.split(' ')), addresses);
  });

for (const [text, ...names] of [
  ['`docker run --name pear alpine`', 'pear'],
  ['docker run --hostname "pear" x', 'pear'],
  ['--network-alias=pear', 'pear'],
  ['--alias pear', 'pear'],
  ['container_name: pear', 'pear'],
  ['docker build -t pear/plum:1 .', 'pear/plum:1'],
  ['docker build --tag pear .', 'pear'],
  ['docker rename plum pear', 'pear'],
  ['docker network create -d bridge pear', '-d', 'bridge', 'pear'],
  ['docker volume create pear', 'pear'],
  ['docker secret create pear file', 'pear', 'file'],
  ['docker config create \\\n  pear', 'pear'],
  ['docker network create -d bridge \\\n  --internal \\\n  pear\nplum', 'bridge', 'pear'],
  ['docker stop pear'],
] as const)
  test(`${JSON.stringify(text)} gives ${names.join(' ') || 'no name'}`, () => {
    const given = givenInText(text);
    for (const name of names) assert.ok(given.has(name), name);
    if (names.length === 0) assert.not.ok(given.has('pear'));
  });

test('a value is found in its line where it is a word of its own', () => {
  const source = readSource('\uFEFFa\r\npears pear pear-1 pear\rb\nc');
  const at = (start: Parameters<typeof placeOf>[1]) => {
    const { line, column, from, to } = placeOf(source, start, 'pear');
    return `${line}:${column} ${JSON.stringify(source.text.slice(from, to))}`;
  };
  assert.equal(
    source.lines.map(({ text }) => text),
    ['a', 'pears pear pear-1 pear', 'b', 'c'],
  );
  assert.is(at({ line: 2 }), '2:7 "pear"');
  assert.is(at({ line: 2, column: 8 }), '2:19 "pear"');
  assert.is(at({ line: 2, last: true }), '2:19 "pear"');
  assert.is(at({ line: 3 }), '3:1 ""');
  assert.is(at({ line: 9 }), '9:1 ""');
});

test('the name of a row that a terminal has broken, and of a command of several lines, is found below', () => {
  const source = readSource('$ docker run \\\n  --name \\\n  pear\nx\n');
  assert.is(placeInRow(source, { line: 1 }, 'pear').line, 3);
  assert.is(placeInRow(source, { line: 4 }, 'pear').line, 4);
  const span = { line: 1, column: 3, endLine: 3 };
  assert.equal(
    ['pear', 'plum', 'run'].map((word) => {
      const { line, column, from, to } = placeInCommand(source, span, word);
      return [line, column, source.text.slice(from, to)];
    }),
    [
      [3, 3, 'pear'],
      [1, 3, ''],
      [1, 10, 'run'],
    ],
  );
});

test('the further lines of a name are listed once each, up to six', () => {
  const on = (...lines: readonly number[]) => alsoOn(lines.map((line) => ({ line })));
  assert.equal(
    [on(1), on(1, 1), on(1, 2), on(1, 2, 3, 3), on(1, 2, 3, 4, 5, 6, 7), on(1, 2, 3, 4, 5, 6, 7, 8)],
    [
      '',
      '',
      ' (also on line 2)',
      ' (also on lines 2 and 3)',
      ' (also on lines 2, 3, 4, 5, 6 and 7)',
      ' (also on 7 other lines)',
    ],
  );
});

const ALL = ['container', 'network', 'volume', 'image'];
for (const [line, makes, ...resets] of [
  ['ls -l', false],
  ['docker ps', false],
  ['A=1', false],
  ['nano pear.txt', false],
  ['./start.sh', true, ...ALL],
  ['docker ps -q | xargs docker rm', false, ...ALL],
  ['docker images -q | xargs docker rmi', false, ...ALL],
  ['docker ps -q | xargs docker stop', false, ...ALL],
  ['docker ps -q | xargs docker kill', false, ...ALL],
  ['docker ps -q | xargs docker top', true, ...ALL],
  ['DOCKER_HOST=tcp://pear docker ps', true, ...ALL],
  ['export DOCKER_CONTEXT=pear', true, ...ALL],
  ['docker -H tcp://pear ps', true, ...ALL],
  ['docker --host tcp://pear ps', true, ...ALL],
  ['docker -c pear ps', true, ...ALL],
  ['docker compose up -d', true, ...ALL],
  ['docker compose ps', false],
  ['docker compose logs', false],
  ['docker compose config', false],
  ['docker stack deploy -c a.yml pear', true, ...ALL],
  ['docker service create alpine', true, ...ALL],
  ['docker service ls', false],
  ['docker service inspect pear', false],
  ['docker swarm init', true, ...ALL],
  ['docker node ls', false],
  ['docker context use pear', true, ...ALL],
  ['docker plugin install pear', true, ...ALL],
  ['docker buildx version', false],
  ['docker run -v /var/run/docker.sock:/s alpine', true, ...ALL],
  ['docker run --mount type=bind,src=/var/run/docker.sock,dst=/s alpine', true, ...ALL],
  ['docker run -v pear:/p alpine', false],
  ['docker run --name pear$i alpine', true, ...ALL],
  ['docker create --name $(date) alpine', true, ...ALL],
  ['docker network create $NET', true, ...ALL],
  ['docker volume create `date`', true, ...ALL],
  ['docker volume create pear', false],
  ['docker system prune', false, ...ALL],
  ['docker network prune', false, 'network'],
  ['docker builder prune', false],
  ['docker pull pear', false, 'image'],
  ['docker load -i pear.tar', false, 'image'],
  ['docker build .', false, 'image'],
  ['docker import pear.tar', false, 'image'],
  ['docker push pear', false, 'image'],
] as const)
  test(`"${line}" ${makes ? 'may make anything' : 'makes what it names'}, and may replace ${resets.join(', ') || 'nothing else'}`, () => {
    const unclear = unclearIn(planned(line).command);
    assert.equal([unclear.makes, ...unclear.resets], [makes, ...resets]);
  });

for (const [line, ...uses] of [
  ['docker stop pear', 'container pear'],
  ['docker volume rm jar', 'volume jar'],
  ['docker network connect lane pear', 'network lane', 'container pear'],
  ['docker network disconnect lane pear', 'network lane', 'container pear'],
  ['docker rename pear plum', 'container pear'],
  ['docker run --network lane alpine', 'network lane'],
  ['docker run --network container:pear alpine', 'container pear'],
  ['docker rmi pear'],
  ['docker stop $PEAR'],
  ['docker run --network host alpine', 'network host'],
] as const)
  test(`"${line}" uses ${uses.join(' and ') || 'no name of a container, network or volume'}`, () => {
    assert.equal(
      usesOf(planned(line)).map(({ kind, name }) => `${kind} ${name}`),
      uses,
    );
  });

const NEEDY = [
  ...[
    'network create',
    'network rm',
    'network inspect',
    'volume rm',
    'volume inspect',
    'run',
    'create',
    'start',
  ],
  ...['stop', 'restart', 'rm', 'kill', 'logs', 'attach', 'exec', 'rmi', 'pull', 'inspect'],
];

for (const verb of NEEDY)
  test(`docker ${verb} needs an argument`, () => {
    assert.equal(linesOf('missing-argument', transcript(`$ docker ${verb}`)), [4]);
    assert.equal(linesOf('missing-argument', transcript(`$ docker ${verb} pear`)), []);
  });

const RUN = '$ docker run -d --name shop alpine sleep 1d';

test('one ID for two names is an error unless one of them was renamed or is the other misspelt', () => {
  const rows = (...names: readonly string[]) =>
    names.flatMap((name) => ['$ docker ps', PS, psRow('4b1f00c0ffee', name)]);
  const other = '$ docker run -d --name mill alpine sleep 1d';
  const [finding, ...more] = found('shared-id', transcript(RUN, other, ...rows('shop', 'mill', 'mill')));
  assert.is(finding?.line, 11);
  assert.match(finding!.message, 'ID 4b1f00c0ffee is container mill here, but shop on line 8');
  assert.is(more.length, 0);
  assert.equal(
    linesOf('shared-id', transcript(RUN, '$ docker rename shop mill', ...rows('shop', 'mill'))),
    [],
  );
  assert.equal(
    linesOf('shared-id', transcript(RUN, '$ docker rename mill barn', ...rows('shop', 'mill'))),
    [],
  );
  assert.equal(linesOf('shared-id', transcript(RUN, ...rows('shop', 'shpo'))), []);
});

test('one ID for two networks is an error, for two images it is none', () => {
  const lane = ['$ docker network create lane', '$ docker network create road'];
  const rows = [NETWORKS, networkRow('77aa00c0ffee', 'lane'), networkRow('77aa00c0ffee', 'road')];
  assert.equal(linesOf('shared-id', transcript(...lane, '$ docker network ls', ...rows)), [9]);
  const images = ['REPOSITORY   TAG      IMAGE ID       CREATED       SIZE'];
  for (const name of ['pear', 'plum'])
    images.push(`${name}         latest   77aa00c0ffee   2 weeks ago   5MB`);
  assert.equal(linesOf('shared-id', transcript('$ docker images', ...images)), []);
});

test('of more than eight things that are never removed the rest is counted', () => {
  const runs = (count: number) =>
    Array.from({ length: count }, (_, at) => `$ docker volume create jar${at + 1}`);
  assert.not.match(found('never-removed', transcript(...runs(8)))[0]!.message, 'more');
  assert.match(found('never-removed', transcript(...runs(10)))[0]!.message, 'volume jar8 and 2 more');
});

test('what a session in a container shows of its addresses is held against its network', () => {
  const make = ['$ docker network create --subnet 10.20.0.0/24 street'];
  const start = '$ docker run -dit --name shop --network street alpine sh';
  const session = (opener: string) =>
    transcript(...make, start, opener, '/ # hostname -i', '10.30.0.2', '/ # exit');
  for (const opener of ['$ docker exec -it shop sh', '$ docker attach shop'])
    assert.equal(linesOf('outside-subnet', session(opener)), [8], opener);
  const run = '$ docker run -it --name shop --network street alpine sh';
  assert.equal(
    linesOf('outside-subnet', transcript(...make, run, '/ # hostname -i', '10.30.0.2', '/ # exit')),
    [7],
  );
});

test('a table that a command other than a list prints shows no objects', () => {
  const text = transcript(RUN, '$ docker stats --no-stream', PS, psRow('4b1f00c0ffee', 'guest'));
  assert.equal(linesOf('unknown-name', text), []);
});

for (const [verb, header, row] of [
  ['ps', PS, psRow('4b1f00c0ffee', 'guest')],
  ['network ls', NETWORKS, networkRow('4b1f00c0ffee', 'guest')],
  ['volume ls', 'DRIVER    VOLUME NAME', 'local     guest'],
] as const)
  test(`docker ${verb} shows objects that are unknown where nothing makes them`, () => {
    assert.equal(linesOf('unknown-name', transcript(RUN, `$ docker ${verb}`, header, row)), [7]);
  });

test('an inspection shows a container, a network and a volume by what only they have', () => {
  const shown = (json: string) => linesOf('unknown-name', transcript(RUN, '$ docker inspect shop', json));
  assert.equal(shown('[{ "Name": "/guest", "State": {}, "HostConfig": {} }]'), [6]);
  assert.equal(shown('[{ "Name": "guest", "Driver": "bridge", "IPAM": {} }]'), [6]);
  assert.equal(shown('[{ "Name": "/guest", "State": {} }]'), []);
  assert.equal(shown('[{ "Name": "guest", "Driver": "local" }]'), []);
  const volume = (name: string) =>
    linesOf(
      'unknown-name',
      transcript(
        RUN,
        '$ docker volume inspect jar',
        `[{ "Name": "${name}", "Driver": "local", "Mountpoint": "/a" }]`,
      ),
    );
  assert.equal(volume('guest'), [5, 6]);
  assert.equal(volume('4b1f00c0ffee'.repeat(5)), [5]);
});

test('the containers that the inspection of a network shows are held against its subnet', () => {
  const text = (address: string) =>
    transcript(
      '$ docker network create --subnet 10.20.0.0/24 street',
      RUN.replace('--name', '--network street --name'),
      '$ docker network inspect street',
      '[{ "Name": "street", "Driver": "bridge", "IPAM": { "Config": [] },',
      `"Containers": { "${'4b1f00c0ffee'.padEnd(64, '0')}": {`,
      '"Name": "shop",',
      `"IPv4Address": "${address}" } } }]`,
    );
  assert.equal(linesOf('outside-subnet', text('10.20.0.2/24')), []);
  assert.equal(linesOf('outside-subnet', text('10.30.0.2/24')), [10]);
});

test('networks that every engine has are known, whatever the document makes', () => {
  for (const name of ['bridge', 'host', 'none', 'default', 'nat', 'ingress', 'docker_gwbridge']) {
    const row = networkRow('4b1f00c0ffee', name);
    assert.equal(linesOf('unknown-name', transcript(RUN, '$ docker network ls', NETWORKS, row)), [], name);
  }
});

test('an object whose command fails, or whose driver the shell finds out, is held against nothing', () => {
  const list = ['$ docker network ls', NETWORKS, networkRow('77aa00c0ffee', 'lane', 'macvlan')];
  const make = (more: string) => [`$ docker network create${more} lane`];
  assert.equal(linesOf('unlike-made', transcript(...make(''), ...list)), [7]);
  assert.equal(linesOf('unlike-made', transcript(...make(' -d $DRIVER'), ...list)), []);
  assert.equal(
    linesOf('unlike-made', transcript(...make(''), 'Error response from daemon: no', ...list)),
    [],
  );
  assert.equal(
    linesOf('unlike-made', transcript(...make(''), ...list, 'Error response from daemon: no')),
    [],
  );
});

test('a name that the shell finds out is that of no object', () => {
  assert.equal(linesOf('never-removed', transcript('$ docker volume create $JAR')), []);
  assert.equal(linesOf('duplicate-name', transcript(...Array(2).fill('$ docker run -d --name $A pear'))), []);
});

test('a file outside of the lab is noted and no error', () => {
  const text = 'Create `../../pear.py`:\n\n```python\nimport os\n```\n';
  assert.equal(
    found('unreadable', text).map(({ level }) => level),
    ['info'],
  );
});

test('what is skipped, or typed in a container, uses no object of the engine', () => {
  const text = (line: string) => transcript(RUN, '$ docker exec -it shop sh', line, '/ # exit');
  assert.equal(linesOf('unknown-name', text('/ # docker stop guest')), []);
  assert.equal(linesOf('unknown-name', transcript(RUN, '$ docker stop guest <id>')), []);
  assert.equal(linesOf('unknown-name', transcript(RUN, '$ docker stop guest')), [5]);
});

test.run();
