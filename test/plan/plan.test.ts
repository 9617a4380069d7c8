import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { coverageOf } from '../../src/plan/coverage.ts';
import { planLab } from '../../src/plan/plan.ts';
import { applyVariables } from '../../src/plan/variables.ts';
import { labOf } from '../support/labs.ts';

test('checks of a network and of a container on it follow from the commands alone', () => {
  const { commands } = planLab(
    labOf([
      'docker network create -d macvlan --subnet=10.1.0.0/24 --gateway=10.1.0.1 -o parent=eth1 m',
      'docker run --rm -itd --network m --name c alpine ash',
      'docker stop c',
      'docker network rm m',
    ]),
  );
  assert.equal(
    commands.map(({ checks }) => checks),
    [
      ['network m exists, driver macvlan, subnet 10.1.0.0/24, gateway 10.1.0.1, parent eth1'],
      [
        'container c is running',
        'container c is on network m',
        'container c has a MAC on m',
        "container c has an IP in m's subnet",
        "container c routes via m's gateway",
      ],
      ['container c is gone'],
      ['network m is gone'],
    ],
  );
});

test('a container whose program may end at once is only said to have started', () => {
  const { commands } = planLab(labOf(['docker run -d --name c busybox']));
  assert.equal(commands[0]?.checks, ['container c has started']);
});

test('with two networks no default route is inferred', () => {
  const { commands } = planLab(labOf(['docker run -dit --network a --network b --name c alpine']));
  assert.not.ok(commands[0]?.checks.some((sentence) => sentence.includes('routes')));
});

test('a command needs what makes the objects it names', () => {
  const { commands } = planLab(
    labOf(['docker network create n', 'docker run -d --network n --name c nginx', 'docker exec c ls']),
  );
  assert.equal(
    commands.map(({ needs }) => needs.map(({ command, what }) => `${command} ${what}`)),
    [[], ['0 network n'], ['1 container c']],
  );
});

test('a command needs the command that makes a file it reads', () => {
  const { commands } = planLab(labOf(['git clone https://example.org/app.git', 'cd app', 'cat missing.txt']));
  assert.equal(
    commands[1]?.needs.map(({ command, what }) => `${command} ${what}`),
    ['0 file app'],
  );
  assert.equal(commands[1]?.files, []);
  assert.equal(commands[2]?.files, ['missing.txt']);
});

test('images, parent interfaces, drivers and host ports are requirements, images the lab builds are not', () => {
  const { commands } = planLab(
    labOf([
      'docker network create -d macvlan -o parent=eth1 m',
      'docker build -t app .',
      'docker run -d -p 8080:80 app',
      'docker run -d redis',
      'docker service create --name s httpd:2',
    ]),
  );
  assert.equal(
    commands.flatMap(({ requirements }) => requirements.map(({ kind, name }) => `${kind} ${name}`)),
    [
      'driver macvlan',
      'interface eth1',
      'port 8080/tcp',
      'image redis:latest',
      'image httpd:2',
      'swarm manager',
    ],
  );
});

test('an option glued to a value makes the words after it no requirement', () => {
  const { commands } = planLab(labOf(['docker run -itd --name c1--net macvlan10 --ip 10.0.0.2 busybox sh']));
  assert.equal(commands[0]?.requirements, []);
});

test('a network named where the image should be is malformed, not a missing image', () => {
  const { commands } = planLab(labOf(['docker network create n', 'docker run -it n alpine sh']));
  assert.match(
    commands[1]?.malformed ?? '',
    'n stands where the image should be, and is the network of line 1',
  );
  assert.equal(commands[1]?.requirements, []);
});

test('a container may be called as its image', () => {
  const { commands } = planLab(
    labOf([
      'docker run -d --name till example/till:2',
      'docker run -d --name till till',
      'docker run -d --name larder example/shelf',
      'docker run --rm larder',
    ]),
  );
  assert.equal(
    commands.map(({ malformed }) => malformed !== ''),
    [false, false, false, true],
  );
  assert.is(commands[1]?.requirements[0]?.name, 'till:latest');
});

test('the base images of a Dockerfile that the document shows are required by its build', () => {
  const lab = labOf([
    { path: 'Dockerfile', content: 'FROM golang:1 AS build\nFROM alpine:3\nCOPY --from=build /a /a\n' },
    'docker build -t app .',
  ]);
  assert.equal(
    planLab(lab).commands[0]?.requirements.map(({ name }) => name),
    ['golang:1', 'alpine:3'],
  );
});

test('names, subnets and addresses that commands state are pinned', () => {
  const { commands } = planLab(
    labOf(['docker network create --subnet 10.1.0.0/24 n', 'docker run -d --name c --ip 10.1.0.9 alpine']),
  );
  assert.equal(
    commands[0]?.pins.map(({ kind, value }) => `${kind} ${value}`),
    ['name n', 'subnet 10.1.0.0/24'],
  );
  assert.ok(commands[1]?.pins.some(({ kind, value }) => kind === 'address' && value === '10.1.0.9'));
});

test('a check sentence that no check reads is an error with the nearest form', () => {
  const { problems } = planLab(labOf(['docker ps', { check: 'container web is runing' }]));
  assert.equal(
    problems.map(({ code }) => code),
    ['unknown-check'],
  );
  assert.match(problems[0]?.hint ?? '', 'container NAME is running');
});

test('--var replaces the value that an option of the lab fixes, whole words only', () => {
  const lab = labOf(['docker network create -d macvlan -o parent=eth1 m', 'echo eth10 eth1']);
  const { lab: replaced } = applyVariables(lab, new Map([['parent', 'ens3']]));
  assert.equal(
    planLab(replaced).commands.map(({ command }) => command.script),
    ['docker network create -d macvlan -o parent=ens3 m', 'echo eth10 ens3'],
  );
});

test('--var with a name that the lab does not use is an error', () => {
  assert.equal(
    applyVariables(labOf(['docker ps']), new Map([['parent', 'x']])).problems.map(({ code }) => code),
    ['unknown-variable'],
  );
});

test('the images of a build are read from the Dockerfile of the folder it is typed in', () => {
  const lab = labOf([
    'mkdir app && cd app',
    { path: 'app/Dockerfile', content: 'FROM some/base:1\n' },
    'docker build -t a .',
    'cd ..',
    'docker build -t b -f app/Dockerfile ./app',
  ]);
  const images = planLab(lab).commands.map(({ requirements }) =>
    requirements.flatMap((requirement) => (requirement.kind === 'image' ? [requirement.name] : [])),
  );
  assert.equal(images, [[], ['some/base:1'], [], ['some/base:1']]);
});

test('what the reader fills in between angle brackets is no file, and the rest of the command counts', () => {
  const [diff, tag, run] = planLab(
    parseLab(
      'lab.md',
      '```\n$ docker diff <container ID>\n$ docker tag <IMAGE_ID> mine\n$ docker run mine\n```\n',
    ),
  ).commands;
  assert.equal(diff?.files, []);
  assert.equal(tag?.files, []);
  assert.equal(
    run?.needs.map(({ what }) => what),
    ['image mine'],
  );
  assert.equal(run?.requirements, []);
});

test('the ports that services and compose files publish are required, too', () => {
  const content =
    'services:\n  web:\n    image: nginx\n    ports:\n      - "8080:80"\n      - 127.0.0.1:5353:53/udp\n      - "80"\n    volumes:\n      - "9:9"\n  db:\n    ports:\n    - target: 90\n      published: 9090\n    image: redis\n';
  const { commands } = planLab(
    labOf([
      { path: 'compose.yaml', content },
      'docker compose ps',
      'docker compose up -d',
      'docker service create -p 8081:80 nginx',
    ]),
  );
  assert.equal(
    commands.map(({ requirements }) =>
      requirements.flatMap(({ kind, name }) => (kind === 'port' ? [name] : [])),
    ),
    [[], ['8080/tcp', '5353/udp', '9090/tcp'], ['8081/tcp']],
  );
});

test("what reaches beyond the lab's own objects is told before anything runs", () => {
  const { hazards, problems } = planLab(
    labOf([
      'docker run --privileged alpine',
      'docker run --pid host --cap-add=SYS_ADMIN -v /:/host alpine',
      'docker run -v /var/run/docker.sock:/var/run/docker.sock docker ps',
      'docker run --mount type=bind,source=/etc,target=/etc alpine',
      'docker exec --privileged web sh',
      {
        path: 'compose.yaml',
        content: 'services:\n  a:\n    privileged: true\n    volumes:\n      - /run:/run\n',
      },
      'docker -H unix:///var/run/docker.sock ps',
      'docker volume create -o type=none -o o=bind -o device=/run v',
      'docker run -v data:/data -v ./x:/x -v /tmp/y:/y --cap-add NET_ADMIN alpine',
    ]),
  );
  assert.equal(
    hazards.map(({ span, message }) => `${span?.line} ${message.split(':')[0]}`),
    [
      '1 --privileged',
      '2 --pid=host',
      '2 --cap-add SYS_ADMIN',
      "2 / of the engine's host is mounted, in which the engine's socket is",
      '3 /var/run/docker.sock',
      "4 /etc of the engine's host is mounted",
      '5 --privileged',
      '6 privileged',
      "6 /run of the engine's host is mounted, in which the engine's socket is",
      '7 docker -H unix',
      "8 /run of the engine's host is mounted, in which the engine's socket is",
    ],
  );
  assert.equal(problems, []);
});

test('of compose files the images that nobody builds and those of the named Dockerfiles are needed', () => {
  const compose =
    'services:\n  a:\n    build: .\n    image: built\n  b:\n    image: redis\n    build: { context: b, dockerfile: c.Dockerfile }\n  c:\n    image: "busybox" # small\n    ports: ["80"]\n';
  const { commands } = planLab(
    labOf([
      { path: 'compose.yaml', content: compose },
      { path: 'Dockerfile', content: 'FROM alpine\n' },
      { path: 'b/c.Dockerfile', content: 'FROM node\n' },
      { path: 'other/Dockerfile', content: 'FROM golang\n' },
      'docker compose up -d',
    ]),
  );
  assert.equal(
    commands[0]?.requirements.map(({ kind, name }) => `${kind} ${name}`),
    ['image alpine:latest', 'image node:latest', 'image busybox:latest'],
  );
});

test('a command needs the one that gives its variable a value', () => {
  const plan = planLab(
    labOf(['export ID=ada', 'docker build -t $ID/app .', 'docker run -e ID=bob nginx', 'NAME=x; echo $NAME']),
  );
  const needs = plan.commands.map(({ needs: all }) => all.map(({ what, line }) => `${what} ${line}`));
  assert.equal(needs[1], [`variable ID ${plan.commands[0]!.command.span.line}`]);
  assert.equal([needs[2], needs[3]], [[], []]);
});

test('names that every object of JavaScript has are names like others', () => {
  const lines = [
    'constructor --x',
    'docker toString',
    'docker run -d --name constructor nginx',
    '__proto__ --y',
    'docker run -d nginx valueOf',
  ];
  for (const language of ['bash', 'constructor', '__proto__'])
    assert.ok(planLab(parseLab('a.md', `\`\`\`${language}\n${lines.join('\n')}\n\`\`\`\n`)).lab);
});

test('coverage counts the documented lines that are compared, those of unread outputs included', () => {
  const lab = parseLab(
    'a.md',
    '```\n$ docker ps\nA\nB\n$ docker login\nC\n```\n\n# Else\n\n```output\nD\n```\n',
  );
  assert.equal(coverageOf(lab), { documented: 4, verified: 2 });
});

const required = (parts: Parameters<typeof labOf>[0]): readonly string[] =>
  planLab(labOf(parts)).commands.flatMap(({ requirements }) =>
    requirements.map(({ kind, name, line }) => `${kind} ${name} ${line}`),
  );

test('a swarm is required by a page that makes none, and shows nowhere that there is none', () => {
  assert.equal(required(['docker ps', 'docker secret ls', 'docker network create -d overlay n']), [
    'swarm manager 2',
    'driver overlay 3',
    'swarm manager 3',
  ]);
  assert.equal(required(['docker swarm init', 'docker secret ls']), []);
  assert.equal(required(['docker secret ls --help', 'docker stack config -c a.yml']), []);
  const lab = labOf(['docker node ls']);
  const [command] = lab.steps[0]!.actions;
  const text = 'Error response from daemon: This node is not a swarm manager.';
  Object.assign(command!, { expected: { span: command!.span, lines: [{ line: 2, text }] } });
  assert.equal(planLab(lab).commands[0]!.requirements, []);
});

test('variables that nothing of the document sets are required', () => {
  const lines = ['export HERE=1', 'ls $HERE $THERE', 'rm $HOME/${THERE}', 'for f in *; do cat $f; done'];
  assert.equal(required(lines), ['variable THERE 2', 'variable THERE 3']);
  assert.equal(required(['. ./settings', 'ls $THERE']), []);
  assert.equal(required(['echo $THERE', 'echo x > $THERE']), ['variable THERE 2']);
});

test.run();
