import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import type { Command } from '../../src/model/lab.ts';

const FENCE = '```';

/** A document of lines; a line `$$` opens or closes a block. */
const document = (...lines: readonly string[]): string =>
  lines.map((line) => line.replace(/^\$\$/, FENCE)).join('\n');

function read(...lines: readonly string[]) {
  const lab = parseLab('lab.md', document(...lines));
  const commands = lab.steps
    .flatMap(({ actions }) => actions)
    .filter((action): action is Command => action.kind === 'command');
  return {
    names: lab.machines.map(({ name }) => name),
    addresses: lab.machines.map(({ addresses }) => addresses),
    places: commands.map(({ machine, script }) => `${machine ?? ''}: ${script}`),
    commands,
    problems: lab.problems,
  };
}

const TOKEN = 'SWMTKN-1-3xq0t6v0f8';

test('prompts with names that are counted are machines', () => {
  const { names, places } = read(
    '$$',
    'anna@shed1:~$ docker network create -d macvlan wire',
    'shed2:~$ docker network ls',
    'shed1:~$ docker ps',
    '$$',
  );
  // Nothing but the prompts tells, and such names have the author's own computers too.
  assert.equal(names, []);
  const hosts = read('$$', 'host1:~$ docker ps', 'host2:~$ docker ps', 'host1:~$ docker images', '$$');
  assert.equal(hosts.names, ['host1', 'host2']);
  assert.equal(hosts.places, ['host1: docker ps', 'host2: docker ps', 'host1: docker images']);
  assert.equal(places.length, 3);
  assert.equal(read('$$', 'host1:~$ docker ps', 'host2:~$ docker ps', '$$').names, []);
});

test('a prompt with a hostname is the one machine of its lab', () => {
  const { names, commands } = read(
    '$$',
    'root@docker4:~# docker run -it --name box alpine sh',
    '/ # exit',
    'root@docker4:~# docker swarm init',
    'root@docker4:~# docker node ls',
    'ID                          HOSTNAME  STATUS  AVAILABILITY  MANAGER STATUS',
    'a1b2c3d4e5f6g7h8i9j0k1l2m * docker4   Ready   Active        Leader',
    '$$',
  );
  assert.equal(names, []);
  assert.ok(commands.every(({ machine, skip }) => machine === undefined && skip === undefined));
});

test('a machine is known by the banner of a training site, with its tabs in order', () => {
  const banner = read(
    '$$',
    '[node1] (local) root@192.168.0.8 ~',
    '$ docker swarm init --advertise-addr 192.168.0.8',
    '[node2] (local) root@192.168.0.7 ~',
    `$ docker swarm join --token ${TOKEN} 192.168.0.8:2377`,
    '$$',
  );
  assert.equal(banner.names, ['node1', 'node2']);
  assert.equal(banner.addresses, [['192.168.0.8'], ['192.168.0.7']]);
  const tabs = read(
    '$$.term1',
    'docker swarm init',
    '$$',
    'Copy the join command and paste it in the second terminal. Then:',
    '$$.term1',
    'docker node ls',
    '$$',
    '$$.term2',
    'docker ps',
    '$$',
  );
  assert.equal(tabs.places, ['node1: docker swarm init', 'node1: docker node ls', 'node2: docker ps']);
  assert.equal(tabs.commands[1]!.joins, [{ machine: 'node2', role: 'worker' }]);
  const alone = read('$$.term2', 'hostname', '$$', 'Then:', '$$.term1', 'docker ps', '$$');
  assert.equal(alone.places, ['node2: hostname', 'node1: docker ps']);
});

test('the text names the machine: in bold, as a title, by number, by role', () => {
  const { places } = read(
    'Run this on **shed1**:',
    '$$',
    '$ docker swarm init',
    '$$',
    '### shed2',
    '$$',
    `$ docker swarm join --token ${TOKEN} 10.1.0.4:2377`,
    '$$',
    'Now go back to the manager and list the nodes:',
    '$$',
    '$ docker node ls',
    '$$',
    'On the second host, look at what runs:',
    '$$',
    '$ docker ps',
    '$$',
    'The task is running on shed2. List the services.',
    '$$',
    '$ docker service ls',
    '$$',
  );
  assert.equal(places, [
    'shed1: docker swarm init',
    `shed2: docker swarm join --token ${TOKEN} 10.1.0.4:2377`,
    'shed1: docker node ls',
    'shed2: docker ps',
    // What only a manager can do is typed there.
    'shed1: docker service ls',
  ]);
});

test('a join with nowhere to be typed is typed at the next machine', () => {
  const { names, places } = read(
    '$$',
    '$ docker swarm init',
    `$ docker swarm join --token ${TOKEN} 10.1.0.4:2377`,
    '$ docker node ls',
    '$$',
  );
  assert.equal(names, ['node1', 'node2']);
  assert.equal(places[1], `node2: docker swarm join --token ${TOKEN} 10.1.0.4:2377`);
  assert.equal(places[2], 'node1: docker node ls');
});

test('the join command that swarm init prints is its output', () => {
  const { commands } = read(
    '$$',
    'node1$ docker swarm init',
    'Swarm initialized: current node (a1b2c3d4e5f6g7h8i9j0k1l2m) is now a manager.',
    'To add a worker to this swarm, run the following command:',
    '',
    'docker swarm join \\',
    `--token ${TOKEN} \\`,
    '10.1.0.4:2377',
    '$$',
  );
  assert.is(commands.length, 1);
  assert.is(commands[0]!.expected?.lines.length, 6);
});

test('nodes that an output lists are machines that have joined by then, in the role that it shows', () => {
  const { names, commands } = read(
    '$$',
    '$ docker swarm init',
    '$ docker node ls',
    'ID                           HOSTNAME  STATUS  AVAILABILITY  MANAGER STATUS',
    'q1w2e3r4t5y6u7i8o9p0a1s2d *  hutone    Ready   Active        Leader',
    'z9x8c7v6b5n4m3l2k1j0h9g8f    hutthree  Ready   Active        Reachable',
    'y9x8c7v6b5n4m3l2k1j0h9g8f    huttwo    Ready   Active',
    '$$',
  );
  assert.equal(names[0], 'hutone');
  assert.is(names.length, 3);
  assert.equal(commands[1]!.joins, [
    { machine: 'hutthree', role: 'manager' },
    { machine: 'huttwo', role: 'worker' },
  ]);
});

test('ssh leads to the machine, a command or a session of it', () => {
  const { places, commands } = read(
    '$$',
    'node1$ docker swarm init',
    'node1$ ssh root@node2 docker ps -a',
    'node1$ ssh node2',
    'node2$ docker info',
    'node2$ exit',
    'node1$ docker node ls',
    '$$',
  );
  assert.equal(places, [
    'node1: docker swarm init',
    'node2: docker ps -a',
    'node2: :',
    'node2: docker info',
    'node2: :',
    'node1: docker node ls',
  ]);
  assert.is(commands[1]!.typed, 'ssh root@node2 docker ps -a');
  assert.equal(
    commands.map(({ skip }) => skip?.otherwise?.reason ?? ''),
    ['', '', '', '', '', ''],
  );
  assert.ok(commands.every(({ skip }) => skip === undefined || skip.unless === 'machines'));
});

test('docker-machine makes machines here, but none at a provider', () => {
  const { names, places, commands } = read(
    '$$',
    '$ docker-machine create --driver virtualbox barn1',
    '$ docker-machine create -d virtualbox barn2',
    '$ docker-machine ssh barn1 "docker swarm init"',
    '$$',
    '$$',
    '$ docker-machine create --driver amazonec2 cloudy',
    '$$',
  );
  assert.equal(names.slice(0, 2), ['barn1', 'barn2']);
  assert.equal(places.slice(0, 3), ['barn1: :', 'barn2: :', 'barn1: docker swarm init']);
  assert.is(commands[0]!.skip?.unless, 'machines');
  assert.is(commands[3]!.skip?.reason, 'multi-node');
  assert.is(commands[3]!.skip?.unless, undefined);
});

test('without several machines, what needs them is skipped, and what would give them is said', () => {
  const { commands } = read(
    'Start on **oast1**:',
    '$$',
    '$ docker swarm init',
    '$$',
    'Then run it on **oast2**:',
    '$$',
    '$ docker info',
    '$$',
  );
  assert.is(commands[0]!.skip, undefined);
  assert.is(commands[1]!.skip?.reason, 'multi-node');
  assert.is(commands[1]!.skip?.unless, 'machines');
  assert.match(commands[1]!.skip!.hint!, '--engine private');
});

test('a loop that waits for another machine is not run without it', () => {
  const { commands } = read(
    'Start on **oast1**:',
    '$$',
    '$ docker swarm init',
    '$ until docker node ls | grep oast2; do sleep 1; done',
    '$ until docker node ls | grep oast1; do sleep 1; done',
    '$$',
    'Then run it on **oast2**:',
    '$$',
    '$ docker info',
    '$$',
  );
  assert.equal(
    commands.map(({ skip }) => skip?.message),
    [undefined, 'it is about another machine, oast2', undefined, 'it is typed on another machine, oast2'],
  );
});

test('a lab whose author names its machines runs on all of them or not at all', () => {
  const { commands } = read(
    '---',
    'machines: [left, right]',
    '---',
    '$$',
    'left$ docker volume create shelf',
    'right$ docker volume create shelf',
    '$$',
  );
  assert.equal(
    commands.map(({ skip }) => [skip?.reason, skip?.unless, skip?.message]),
    [
      ['multi-node', 'machines', 'it is part of a lab on 2 machines, left, right'],
      ['multi-node', 'machines', 'it is typed on another machine, right'],
    ],
  );
});

test('a directive and the front matter settle it', () => {
  const { names, places, problems } = read(
    '---',
    'machines: [left, right]',
    '---',
    '<!-- labproof: machine=right -->',
    '$$',
    '$ docker ps',
    '$$',
    '<!-- labproof: machine=left -->',
    '$$',
    '$ docker info',
    '$$',
  );
  assert.equal([...names].sort(), ['left', 'right']);
  assert.equal(places, ['right: docker ps', 'left: docker info']);
  assert.equal(problems, []);
  assert.is(
    read('<!-- labproof: machine="a b" -->', '$$', '$ docker ps', '$$').problems[0]?.code,
    'directive-value',
  );
  assert.is(read('---', 'labproof:', '  machines: one', '---').problems[0]?.code, 'front-matter-type');
});

test('docker that is told a machine goes to its engine', () => {
  const { places } = read(
    '---',
    'machines: [barn1, barn2]',
    '---',
    '$$',
    'barn1$ docker -H tcp://barn2:2375 ps',
    "barn1$ docker --host ssh://root@barn2 run --rm alpine sh -c 'echo one' | sort",
    'barn1$ docker --tlsverify --tlscacert ca.pem -H=barn2:2376 info',
    'barn1$ docker -H tcp://localhost:2375 version',
    '$$',
  );
  assert.equal(places, [
    'barn2: docker ps',
    "barn2: docker run --rm alpine sh -c 'echo one' | sort",
    'barn2: docker info',
    'barn1: docker -H tcp://localhost:2375 version',
  ]);
});

test('comments above commands tell machines as headings do', () => {
  const { names, places } = read(
    '$$',
    '# herd-manager node',
    'docker swarm init',
    '$$',
    '$$',
    '# herd-worker1 node and herd-worker2 node',
    'docker swarm join --token SWMTKN-1-3h2k9d8f7s6a5q4w3e2r1t0y9u8i7o6p5l4k3j2h1g0f9d8s7a-1q2w3e4r5t6y7u8i9o0p1a2s3 192.0.2.10:2377',
    '$$',
    '$$',
    '# on the manager',
    'docker node ls',
    '# worker2 node',
    'docker ps',
    '# list what is there',
    'docker images',
    '$$',
  );
  assert.equal([...names].toSorted(), ['herd-manager', 'herd-worker1', 'herd-worker2']);
  assert.equal(
    places.map((place) => place.slice(0, 24)),
    [
      'herd-manager: docker swar',
      'herd-worker1: docker swar',
      'herd-manager: docker node',
      'herd-worker2: docker ps',
      'herd-worker2: docker imag',
    ].map((place) => place.slice(0, 24)),
  );
});

test('a list with the nodes that the text names, and one more, is of one machine more', () => {
  const { names, places } = read(
    'On the manager:',
    '$$',
    '$ docker swarm init',
    '$$',
    '**On worker1 and worker2**',
    '$$',
    '$ docker swarm join --token SWMTKN-1-aaaa-bbbb 192.0.2.10:2377',
    '$$',
    '**on the manager**',
    '$$',
    '$ docker node ls',
    'ID                            HOSTNAME     STATUS    AVAILABILITY   MANAGER STATUS',
    'w2b5l1x6q0m8c3v9z7k4j1h5g *   x-manager    Ready     Active         Leader',
    'p9o8i7u6y5t4r3e2w1q0a9s8d     x-worker1    Ready     Active',
    'a1s2d3f4g5h6j7k8l9z1x2c3v     x-worker2    Ready     Active',
    '$$',
  );
  assert.equal([...names].toSorted(), ['x-manager', 'x-worker1', 'x-worker2']);
  assert.equal(
    places.map((place) => place.split(' ', 3).join(' ')),
    ['x-manager: docker swarm', 'x-worker1: docker swarm', 'x-manager: docker node'],
  );
});

test('machines that are named in one breath are all meant', () => {
  const { commands, places } = read(
    '---',
    'machines: [barn, stall1, stall2, stall3]',
    '---',
    'Then on **stall1**, **stall2** and **stall3**:',
    '$$',
    '$ docker volume create hay',
    '$$',
    'On stall2 or stall3:',
    '$$',
    '$ docker volume ls',
    '$$',
  );
  assert.equal(places, ['stall1: docker volume create hay', 'stall2: docker volume ls']);
  assert.equal(
    commands.map(({ also }) => also),
    [['stall2', 'stall3'], undefined],
  );
});

test('ssh in a loop or a pipe waits for machines only, and a context leads to the machine it is for', () => {
  const { commands, places } = read(
    '$$',
    'node1$ ssh node2 hostname',
    'node1$ for each in node1 node2; do ssh $each hostname; done',
    'node2$ scp hay.txt node1:',
    'node1$ docker context create two --docker host=ssh://node2',
    'node1$ docker context use two',
    'node1$ docker volume ls',
    '$$',
  );
  assert.is(places.at(-1), 'node2: docker volume ls');
  assert.equal(
    commands.map(({ skip }) => [skip?.unless, skip?.otherwise]).filter(([unless]) => unless === undefined),
    commands.filter(({ typed }) => /docker context/.test(typed)).map(() => [undefined, undefined]),
  );
});

test('containers that are called alike are no machines', () => {
  const { names } = read(
    '$$',
    '$ docker run -d --name peer1 alpine sleep 60',
    '$ docker run -d --name peer2 alpine sleep 60',
    '$$',
    'Run it in **peer1**, then in **peer2**:',
    '$$',
    '$ docker exec peer1 true',
    '$$',
  );
  assert.equal(names, []);
});

test.run();
