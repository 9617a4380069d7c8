import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseLab } from '../../src/lab/parse.ts';
import { planLab } from '../../src/plan/plan.ts';
import { applyVariables } from '../../src/plan/variables.ts';
import { labOf } from '../support/labs.ts';

type Parts = Parameters<typeof labOf>[0];
const hazards = (parts: Parts): readonly string[] =>
  planLab(labOf(parts)).hazards.map(({ span, message }) => `${span?.line} ${message.split(':')[0]}`);
const images = (parts: Parts): readonly string[] =>
  planLab(labOf(parts)).commands.flatMap(({ requirements }) =>
    requirements.flatMap(({ kind, name }) => (kind === 'image' ? [name] : [])),
  );

test('what is left out is no hazard, but that it names another engine is told', () => {
  const told = (line: string) => planLab(parseLab('lab.md', `\`\`\`\n$ ${line}\n\`\`\`\n`)).hazards.length;
  assert.is(told('docker run --privileged <image>'), 0);
  assert.is(told('docker -H tcp://192.0.2.7:2375 ps'), 1);
});

for (const [options, told] of [
  ['--device /dev/loop0', '--device'],
  ['--device-cgroup-rule "c 1:3 r"', '--device-cgroup-rule'],
  ['--network host', '--network host'],
  ['--pid host', '--pid=host'],
  ['--cap-add CAP_BPF', '--cap-add CAP_BPF'],
  ['-v /var/lib/docker/volumes:/v', "/var/lib/docker/volumes of the engine's host is mounted"],
] as const)
  test(`docker run ${options} reaches beyond the lab`, () => {
    assert.equal(hazards([`docker run ${options} alpine`]), [`1 ${told}`]);
  });

for (const line of [
  'privileged: true',
  'pid: host',
  'network_mode: "host"',
  'cap_add:\n      - SYS_PTRACE',
  'devices:\n      - /dev/sda:/dev/sda',
  'volumes:\n      - /etc:/host',
  'volumes:\n      - type: bind\n        source: /etc',
])
  test(`a service with ${JSON.stringify(line)} reaches beyond the lab`, () => {
    const service = (part: string) => `services:\n  a:\n    image: alpine\n    ${part}\n`;
    assert.is(hazards([{ path: 'compose.yaml', content: service(line) }]).length, 1);
    assert.is(hazards([{ path: 'values.yaml', content: service(line) }]).length, 0);
    assert.is(hazards([{ path: 'compose.yaml', content: service('devices: [/dev/null]') }]).length, 0);
  });

test('of a Dockerfile in a compose file its base images are required, of one that is shown as well', () => {
  const inline = 'services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM pear:1\n';
  assert.equal(images([{ path: 'compose.yaml', content: inline }, 'docker compose up -d']), ['pear:1']);
  const built = 'services:\n  a:\n    build: ./plum\n';
  const parts = [
    { path: 'compose.yaml', content: built },
    { path: 'plum/Dockerfile', content: 'FROM plum:2\n' },
  ];
  assert.equal(images([...parts, 'docker compose build']), ['plum:2']);
  assert.equal(images([...parts, 'docker ps']), []);
});

test('stages of a build are no images, whatever the letters they are written in', () => {
  const content = 'FROM quince AS Build\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=0 /b /b\n';
  assert.equal(images([{ path: 'Dockerfile', content }, 'docker build .']), ['quince:latest']);
});

test('a command that gives a variable its value itself needs no other', () => {
  const [, own, other] = planLab(labOf(['A=1', 'A=2; echo $A', 'echo $A'])).commands;
  assert.equal([own?.needs.length, other?.needs.length], [0, 1]);
});

test('a value that is a part of another name is not replaced', () => {
  const lab = labOf(['docker network create -o parent=eth1 m', 'echo my-eth1 old.eth1 eth1.10 eth1-x eth1']);
  const { lab: replaced } = applyVariables(lab, new Map([['parent', 'ens3']]));
  assert.is(planLab(replaced).commands[1]?.command.script, 'echo my-eth1 old.eth1 ens3.10 eth1-x ens3');
});

test('an image may be called as a network is', () => {
  const [, , run] = planLab(
    labOf(['docker build -t n .', 'docker network create n', 'docker run n']),
  ).commands;
  assert.is(run?.malformed, '');
});

test.run();
