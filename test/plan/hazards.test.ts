import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planLab } from '../../src/plan/plan.ts';
import { labOf } from '../support/labs.ts';
import { inside, type Parts } from './support.ts';

const hazards = (...parts: Parts): readonly string[] =>
  planLab(labOf(parts)).hazards.map(({ message }) => message);

const DEVICE = 'docker volume create -o type=none -o o=bind';
for (const [line, told] of [
  [`${DEVICE} -o device=/etc pear`, 1],
  [`${DEVICE} -o mydevice=/etc pear`, 0],
  [`${DEVICE} -o device=/srv pear`, 0],
  ['docker run --pid host pear', 1],
  ['docker run --pid hostess pear', 0],
  ['docker run --pid myhost pear', 0],
  ['docker run --network host pear', 1],
  ['docker run --network hosts pear', 0],
  ['docker run --network ghost pear', 0],
  ['docker run --cap-add ALL pear', 1],
  ['docker run --cap-add SYS_MODULE pear', 1],
  ['docker run --cap-add sys_ptrace pear', 1],
  ['docker run --cap-add CAP_SYS_RAWIO pear', 1],
  ['docker run --cap-add SYS_BOOT pear', 1],
  ['docker run --cap-add DAC_READ_SEARCH pear', 1],
  ['docker run --cap-add PERFMON pear', 1],
  ['docker run --cap-add BPF pear', 1],
  ['docker run --cap-add NOT_ALL pear', 0],
  ['docker run --cap-add BPFX pear', 0],
  ['docker run --cap-add NET_ADMIN pear', 0],
  ['docker run -v /srv/run/docker.sock:/a pear', 0],
  ['docker run -v /run/docker.sock.d:/a pear', 0],
  ['docker run -v /srv/run:/a pear', 0],
  ['docker run -v /srv/etc:/a pear', 0],
] as const)
  test(`"${line}" ${told ? 'reaches' : 'does not reach'} beyond the lab`, () => {
    assert.is(hazards(line).length, told);
  });

test('a command that names its engine is told where it goes', () => {
  assert.equal(hazards('docker -H tcp://192.0.2.7:2375 ps'), [
    'docker -H tcp://192.0.2.7:2375 names another engine',
  ]);
  assert.equal(hazards('docker -H unix:///var/run/docker.sock ps'), [
    "docker -H unix:///var/run/docker.sock goes to the engine's own socket",
  ]);
});

test('what a session does is no hazard of the host', () => {
  const lab = labOf(['docker run -it pear sh', 'docker run --privileged plum']);
  assert.is(planLab(lab).hazards.length, 1);
  assert.is(planLab(inside(lab)).hazards.length, 0);
  assert.ok(planLab(lab).commands[1]!.hazards.length > 0);
  assert.equal(planLab(inside(lab)).commands[1]!.hazards, []);
});

test('a hazard is a warning with a code', () => {
  const [hazard] = planLab(labOf(['docker run --privileged pear'])).hazards;
  assert.equal([hazard?.severity, hazard?.code, hazard?.span?.line], ['warning', 'beyond-the-lab', 1]);
});

const service = (...lines: readonly string[]): string =>
  ['services:', '  a:', ...lines.map((line) => `    ${line}`), ''].join('\n');
for (const [line, told] of [
  ['privileged: true', 1],
  ['# privileged: true', 0],
  ['privileged: trueish', 0],
  ['pid: host', 1],
  ['x-pid: host', 0],
  ['pid: hosts', 0],
  ["network_mode: 'host'", 1],
  ['network_mode: hosted', 0],
  ['x_network_mode: host', 0],
  ['- /dev/fuse', 0],
  ['- /dev/kvm', 1],
  ['- ./dev/kvm', 0],
  ['- pear/dev/kvm', 0],
  ['- ./a:/etc', 0],
  ['- /etc:/a', 1],
  ['target: /etc', 0],
  ['source: /etc', 1],
] as const)
  test(`of a compose file the line "${line}" ${told ? 'reaches' : 'does not reach'} beyond the lab`, () => {
    assert.is(hazards({ path: 'compose.yaml', content: service(line) }).length, told);
  });

for (const [path, told] of [
  ['compose.yml', 1],
  ['a/docker-compose.prod.yaml', 1],
  ['compose.yaml.bak', 0],
  ['pear.yaml', 0],
] as const)
  test(`${path} is ${told ? 'a' : 'no'} compose file`, () => {
    assert.is(hazards({ path, content: service('privileged: true') }).length, told);
  });

test.run();
