import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandsOf, labOfBlock, labOfDocument, labOfText, problemsIn } from './reading.ts';

const RUNS = undefined;

test('commands that need the internet, other machines, an editor or a certain system are skipped', () => {
  assert.equal(
    commandsOf(labOfDocument('skips.md')).map(({ typed, skip }) => [
      typed.split(' ').slice(0, 3).join(' '),
      skip?.reason,
    ]),
    [
      ['git clone https://example.com/labs.git', 'network'],
      ['curl https://example.com/install.sh', 'network'],
      ['curl localhost:8080', RUNS],
      ['curl http://web:80/', RUNS],
      ['wget -O page.html', RUNS],
      ['docker network create', RUNS],
      ['ping -c 1', RUNS],
      ['ping -c 1', 'network'],
      ['docker exec web', 'network'],
      ['docker run --rm', 'network'],
      ['docker login', 'network'],
      ['docker push ann/app:1', 'network'],
      ['docker pull alpine', RUNS],
      ['docker swarm join', 'multi-node'],
      ['docker-machine create --driver', 'multi-node'],
      ['ssh ann@192.168.0.4', 'multi-node'],
      ['vi compose.yaml', 'editor'],
      ['nano Dockerfile', 'editor'],
      ['brew install docker', 'platform'],
      ['sudo systemctl restart', RUNS],
      ['sudo apt-get install', 'network'],
      ['sudo docker ps', RUNS],
      ['pip install flask', 'network'],
    ],
  );
});

test('a build without a context is refused whatever its Dockerfile needs', () => {
  const last = (build: string) => {
    const text = [
      '`Dockerfile`:',
      '```dockerfile',
      'FROM alpine',
      'RUN apk add curl',
      '```',
      '```',
      build,
      '```',
      '',
    ];
    return commandsOf(labOfText(text.join('\n'))).at(-1)?.skip?.reason;
  };
  assert.is(last('docker build -t pier .'), 'network');
  assert.is(last('docker build -t pier'), RUNS);
});

test('an address is the lab’s where an output shows it, but not the echo of the command that asks for it', () => {
  const skipOf = (...lines: readonly string[]) =>
    commandsOf(labOfText(['```console', ...lines, '```', ''].join('\n'))).at(-1)?.skip?.reason;
  const ping = ['$ ping -c 1 203.0.113.9', 'PING 203.0.113.9 (203.0.113.9): 56 data bytes'];
  assert.is(skipOf(...ping), 'network');
  assert.is(skipOf('$ docker exec web hostname -i', '203.0.113.9', ...ping), RUNS);
});

test('every skip says what was found', () => {
  for (const { skip } of commandsOf(labOfDocument('skips.md')))
    assert.ok(skip === undefined || skip.message.length > 8);
});

test('commands at the prompt of a second machine are skipped where the lab has several', () => {
  assert.equal(
    commandsOf(labOfDocument('nodes.md')).map(({ skip }) => skip?.reason),
    [RUNS, 'multi-node', 'multi-node', RUNS],
  );
});

test('the banner above a prompt names its machine', () => {
  const lab = labOfBlock(
    '[node1] (local) root@192.168.0.8 ~',
    '$ docker swarm init',
    '[node2] (local) root@192.168.0.9 ~',
    '$ docker info',
  );
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    [RUNS, 'multi-node'],
  );
});

test('a prompt that changes its name is the same machine where the lab has one', () => {
  const lab = labOfBlock(
    '[node1] (local) root@192.168.0.8 ~',
    '$ docker ps',
    '[node3] (local) root@192.168.0.9 ~',
    '$ docker ps',
  );
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    [RUNS, RUNS],
  );
});

test('packages installed inside a container need the internet', () => {
  const lab = labOfBlock(
    '$ docker run -it ubuntu bash',
    'root@0a1b2c3d4e5f:/# apt-get update',
    'root@0a1b2c3d4e5f:/# service cron start',
  );
  assert.equal(
    commandsOf(lab).map(({ skip }) => skip?.reason),
    [RUNS, 'network', RUNS],
  );
});

test('the name of a container is no host of the internet though it has a dot', () => {
  const lab = labOfBlock('$ docker run -d --name web.one nginx', '$ curl http://web.one/');
  assert.is(commandsOf(lab)[1]?.skip, undefined);
});

test('an address that an output of the lab shows is not of the internet', () => {
  const lab = labOfBlock('$ docker exec web hostname -i', '203.0.113.5', '$ ping -c 1 203.0.113.5');
  assert.is(commandsOf(lab)[1]?.skip, undefined);
});

test('sudo is dropped on the host at every place of a script', () => {
  const [first, second, third, fourth] = commandsOf(
    labOfBlock(
      '$ sudo docker ps && sudo -E docker images',
      '$ sudo -u postgres psql -l',
      '$ echo sudo',
      '$ IP=$(sudo docker ps -lq)',
    ),
  );
  assert.is(first?.script, 'docker ps && docker images');
  assert.is(second?.script, 'sudo -u postgres psql -l');
  assert.is(third?.script, 'echo sudo');
  assert.is(fourth?.script, 'IP=$(docker ps -lq)');
});

test('typographic quotes and dashes are run as written, after a warning', () => {
  const lab = labOfDocument('mistakes.md');
  assert.is(commandsOf(lab).at(-1)?.script, 'docker run \u2013d nginx');
  assert.equal(problemsIn(lab), [
    '4 error unclosed-quote',
    '5 warning glued-output',
    '10 warning smart-punctuation',
  ]);
});

test('a bracket of the output that is glued to the command stays, with a warning', () => {
  assert.is(commandsOf(labOfDocument('mistakes.md'))[1]?.script, 'docker network inspect net1[');
});

test('no-break spaces are spaces for the shell, with a warning', () => {
  const lab = labOfDocument('tabs.md');
  assert.is(commandsOf(lab)[1]?.script, 'docker volume ls --format \u201c{{.Name}}\u201d');
  assert.ok(problemsIn(lab).includes('13 warning no-break-space'));
});

test('an editor in a container is an editor', () => {
  const [edits, shows] = commandsOf(
    labOfBlock('$ docker run -it -v shop:/shop alpine vi /shop/index.html', '$ docker run alpine cat vi'),
  );
  assert.is(edits?.skip?.reason, 'editor');
  assert.is(shows?.skip, undefined);
});

test('what changes the computer is no matter of the text, but for what no command outlives', () => {
  const reason = (script: string) => commandsOf(labOfBlock(`$ ${script}`))[0]?.skip?.reason;
  assert.is(reason('sudo rm -rf /var/lib/docker'), undefined);
  assert.is(reason('/usr/bin/dockerd -D'), undefined);
  assert.is(reason(':(){ :|: & };:'), 'hazard');
  assert.is(reason(':(){ :|:& };:'), 'hazard');
  assert.is(reason('grow() { grow | grow & }; grow'), 'hazard');
  assert.is(reason('function grow { grow & grow; }; grow'), 'hazard');
  assert.is(reason('while true; do sleep 1000 & done'), 'hazard');
  assert.is(reason('count() { [ $1 = 0 ] || { count $(($1 - 1)); }; }; count 3'), undefined);
  assert.is(
    reason('tree() { if [ $1 -gt 0 ]; then tree $(($1-1)); tree $(($1-1)); fi; }; tree 2'),
    undefined,
  );
  assert.is(reason('greet() { echo greet; }; greet'), undefined);
  assert.is(reason('while true; do date; sleep 1; done &'), undefined);
});

test('an address on the internet that is told to an image is one that its program asks', () => {
  const [outside, inside] = commandsOf(
    labOfBlock('docker run prober 203.0.113.7', 'docker run prober 172.17.0.2'),
  );
  assert.is(outside?.skip?.reason, 'network');
  assert.is(inside?.skip, undefined);
});

test.run();
