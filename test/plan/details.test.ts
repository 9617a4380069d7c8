import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkKinds } from '../../src/check/catalogue.ts';
import { Inventory } from '../../src/command/inventory.ts';
import { effectsOf } from '../../src/command/meaning.ts';
import { parseLab } from '../../src/lab/parse.ts';
import type { Lab } from '../../src/model/lab.ts';
import { ofMachine, withMachine } from '../../src/plan/check-place.ts';
import { coverageOf, unreadBlocks } from '../../src/plan/coverage.ts';
import { pinsOf } from '../../src/plan/pins.ts';
import { planLab } from '../../src/plan/plan.ts';
import { imageRequirement } from '../../src/plan/requirements.ts';
import { usesEngine } from '../../src/plan/uses-engine.ts';
import { labOf } from '../support/labs.ts';
import { changed, inside, planned, required } from './support.ts';

const service = (...lines: readonly string[]): string =>
  ['services:', '  a:', ...lines.map((line) => `    ${line}`), ''].join('\n');

const isMachine = (name: string): boolean => name === 'shed2' || name === '';
for (const sentence of ['in container web on shed2 is running', 'web on shed2 runs\nmore', 'web'])
  test(`${JSON.stringify(sentence)} names no machine`, () => {
    assert.equal(ofMachine(sentence, isMachine), { plain: sentence, machine: '' });
  });

test('a machine is put behind the first name of a sentence only', () => {
  assert.is(
    withMachine("container web has an IP in wire's subnet", 'shed2'),
    "container web on shed2 has an IP in wire's subnet",
  );
  assert.is(withMachine('in container web is', 'shed2'), 'in container on shed2 web is');
});

test('lines of output count as documented, as verified where their command ran, blank ones never', () => {
  const lines = ['a', ' ', 'b'].map((text, at) => ({ line: at + 2, text }));
  const lab = changed(labOf(['cat a', { path: 'b', content: 'x' }, 'cat c']), ({ id, span }) =>
    id === 0
      ? { expected: { span, lines } }
      : { expected: { span, lines }, skip: { reason: 'network', message: '' } },
  );
  assert.equal(coverageOf(lab), { documented: 4, verified: 2 });
  assert.equal(
    coverageOf(lab, (id) => id === 1),
    { documented: 4, verified: 2 },
  );
  assert.equal(
    coverageOf(lab, () => false),
    { documented: 4, verified: 0 },
  );
  assert.equal(
    coverageOf(lab, () => true),
    { documented: 4, verified: 4 },
  );
  assert.equal(coverageOf(labOf(['cat a'])), { documented: 0, verified: 0 });
});

test('blocks of which nothing is compared are listed, and their output counts as documented', () => {
  const lab = labOf(['cat a']);
  const span = { file: 'lab.md', line: 9, column: 1, endLine: 12 };
  const block = { span, role: { kind: 'example', reason: 'x' } } as unknown as Lab['blocks'][number];
  const output = { ...block, unread: { holds: 'output', lines: 3 } } as Lab['blocks'][number];
  const commands = { ...block, unread: { holds: 'commands', lines: 5 } } as Lab['blocks'][number];
  const given = { ...lab, blocks: [block, output, commands] };
  assert.equal(unreadBlocks(given), [output, commands]);
  assert.is(coverageOf(given).documented, 3);
});

test('a check that is none is an error of its line', () => {
  const [problem] = planLab(labOf(['docker ps', { check: 'container web sings' }])).problems;
  assert.equal(
    [problem?.severity, problem?.code, problem?.span?.line, problem?.message],
    ['error', 'unknown-check', 2, "no check reads 'container web sings'"],
  );
});

for (const { form } of checkKinds())
  test(`a slip in "${form}" has it as the nearest form`, () => {
    const { problems } = planLab(labOf([{ check: `quite ${form.toUpperCase()}` }]));
    assert.is(problems[0]?.hint, `nearest: ${form}`);
  });

test('problems are in the order of lines, those without one first', () => {
  const lab = labOf(['docker ps', { check: 'b is b' }, { check: 'c is c' }]);
  const at = (line: number | undefined, code: string) =>
    ({
      severity: 'error',
      code,
      message: code,
      ...(line !== undefined && { span: { file: 'lab.md', line, column: 1, endLine: line } }),
    }) as Lab['problems'][number];
  const given = { ...lab, problems: [at(9, 'ninth'), at(undefined, 'of all'), at(1, 'first')] };
  assert.equal(
    planLab(given).problems.map(({ code, span }) => `${span?.line ?? '-'} ${code}`),
    ['- of all', '1 first', '2 unknown-check', '3 unknown-check', '9 ninth'],
  );
});

const BUILT = {
  path: 'compose.yaml',
  content: service('image: own', 'build: ./plum'),
};
test('beside build an image is what is built, and none is required that no file names', () => {
  const up = 'docker compose up -d';
  assert.equal(required(planned(BUILT, up)[0]), []);
  assert.equal(required(planned({ path: 'compose.yaml', content: service('command: x') }, up)[0]), []);
  const inline = service('build:', '  context: .', '  dockerfile_inline: FROM quince');
  assert.equal(required(planned({ path: 'compose.yaml', content: inline }, up)[0]), ['image quince:latest']);
  assert.equal(
    required(
      planned({ path: 'stack.yaml', content: service('image: pear') }, 'docker stack rm -c stack.yaml x')[0],
    ).filter((one) => one.startsWith('image')),
    [],
  );
});

test('a build without a Dockerfile of the document requires nothing', () => {
  assert.equal(required(planned('docker build -t own .')[0]), []);
  assert.equal(required(planned('docker build -t own -')[0]), []);
});

test('an object without a name pins none', () => {
  assert.equal(pinsOf(effectsOf('docker volume create')), []);
  assert.equal(pinsOf(effectsOf('docker run --add-host a.b:10.1.2.3 pear')).at(-1)?.value, '10.1.2.3');
  assert.equal(pinsOf(effectsOf('docker run --add-host "a b":c:10.1.2.3 pear')).at(-1)?.value, 'c:10.1.2.3');
  assert.equal(
    pinsOf(effectsOf('docker run -v ja/r:/a pear')).filter(({ kind }) => kind === 'name'),
    [],
  );
});

const TWO = '---\nmachines: [shed1, shed2]\n---\n';
const on = (machine: string, line: string) =>
  `<!-- labproof: machine=${machine} -->\n\n\`\`\`\n$ ${line}\n\`\`\`\n\n`;
const needsOn = (...lines: readonly (readonly [string, string])[]): readonly string[] =>
  planLab(parseLab('lab.md', `${TWO}${lines.map(([machine, line]) => on(machine, line)).join('')}`))
    .commands.at(-1)!
    .needs.map(({ what }) => what);

test('what a command makes is on its machine, but for what a swarm shares', () => {
  assert.equal(needsOn(['shed1', 'docker run -d --name a pear'], ['shed1', 'docker stop a']), [
    'container a',
  ]);
  assert.equal(needsOn(['shed1', 'docker run -d --name a pear'], ['shed2', 'docker stop a']), []);
  assert.equal(needsOn(['shed1', 'docker service create --name s pear'], ['shed2', 'docker service rm s']), [
    'service s',
  ]);
  assert.equal(needsOn(['shed1', 'docker network create -d overlay o'], ['shed2', 'docker network rm o']), [
    'network o',
  ]);
  assert.equal(needsOn(['shed1', 'docker network create o'], ['shed2', 'docker network rm o']), []);
});

test('in a session nothing is made of the host, and nothing of it is needed but the session', () => {
  const at = (...lines: readonly string[]) => planLab(inside(labOf(['docker run -it pear sh', ...lines])));
  const need = [{ command: 0, line: 1, what: 'the session it is typed into' }];
  const [, touch, cat] = at('touch plum', 'cat plum').commands;
  assert.equal([touch?.needs, cat?.needs, cat?.files], [need, need, []]);
  const [, set, use] = at('A=1', 'cat $A').commands;
  assert.equal([set?.needs, use?.needs, required(use)], [need, need, []]);
  const [, make, stop] = at('docker run -d --name a pear', 'docker stop a').commands;
  assert.equal([make?.effects, required(make), stop?.needs], [[], [], need]);
  const [, build] = at('docker build .').commands;
  assert.equal(required(build), []);
  const file = { path: 'compose.yaml', content: service('image: pear', 'ports: ["8080:80"]') };
  const lab = inside(labOf(['docker run -it pear sh', file, 'docker compose up -d']));
  assert.equal(required(planLab(lab).commands[1]), []);
  const known = planLab(
    inside(labOf(['docker run -it --name a pear sh', 'cat $(docker inspect -f {{.Id}} a)'])),
  );
  assert.equal(known.commands[1]?.needs, need);
});

test('a session whose opener is unknown is needed from the line of its step', () => {
  const lab = changed(labOf(['ls']), () => ({ where: { kind: 'inside', opener: 7 } }));
  assert.equal(planLab(lab).commands[0]?.needs, [
    { command: 7, line: 1, what: 'the session it is typed into' },
  ]);
});

test('what a compose file names is needed of the command that builds it', () => {
  const file = { path: 'compose.yaml', content: service('image: own') };
  const [, up] = planned('docker build -t own .', file, 'docker compose up -d');
  assert.equal(
    up?.needs.map(({ what }) => what),
    ['image own'],
  );
});

test('hazards of a compose file are those of the command that starts it', () => {
  const file = { path: 'compose.yaml', content: service('image: pear', 'privileged: true') };
  assert.is(planned(file, 'docker compose up -d')[0]?.hazards.length, 1);
  assert.is(planned(file, 'docker compose ps')[0]?.hazards.length, 0);
  assert.is(planned('sudo reboot')[0]?.hazards.length, 1);
});

for (const [before, line, told] of [
  ['docker run -d --name a pear', 'docker run --name a a', ''],
  ['docker run -d --name pear pear:1', 'docker run pear', ''],
  ['docker run -d --name pear x/pear', 'docker run pear', 'container of line 1'],
  ['docker run -d --name pear a:5000/pear', 'docker run pear', 'container of line 1'],
  ['docker volume create pear', 'docker run pear', 'volume of line 1'],
  ['docker volume create pear', 'docker service create pear', ''],
] as const)
  test(`after "${before}", "${line}" ${told ? 'has no image' : 'is well-formed'}`, () => {
    const { malformed } = planned(before, line)[1]!;
    assert.ok(told ? malformed.endsWith(told) : malformed === '', malformed);
  });

test('a file made in a folder is needed of what made the folder', () => {
  const of = (...lines: readonly string[]) =>
    planned(...lines)
      .at(-1)!
      .needs.map(({ command, what }) => `${command} ${what}`);
  assert.equal(of('mkdir a', 'mkdir b', 'cat b/c'), ['1 file b']);
  assert.equal(of('mkdir a', 'cat b/c'), []);
  assert.equal(planned({ path: 'b', content: '' }, 'cat b')[0]!.needs, []);
});

test('only an option that ends a value is glued to it', () => {
  for (const fine of ['--user me--network-x', '--workdir /--net', '--user --net'])
    assert.is(planned(`docker run ${fine} pear`)[0]!.malformed, '', fine);
});

for (const image of [
  '0pear',
  'pear/x_y',
  'abcdef01234567890abcdef01234567890abcdef01234567890abcdef012345678',
])
  test(`the image ${image} is one of a registry`, () => {
    assert.is(imageRequirement(image, new Inventory(), 1).length, 1);
  });
for (const image of ['/pear', 'pear!', 'pear x', 'f'.repeat(12), 'f'.repeat(64)])
  test(`the image ${image} is none of a registry`, () => {
    assert.is(imageRequirement(image, new Inventory(), 1).length, 0);
  });

const block = (...lines: readonly string[]) => `\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;
const swarms = (text: string): number =>
  planLab(parseLab('lab.md', text)).commands.filter((one) => required(one).includes('swarm manager')).length;
for (const [lines, needing] of [
  [['$ docker swarm join --token x y:1', '$ docker service ls'], 0],
  [['$ docker swarm leave', '$ docker service ls'], 1],
  [['$ docker network create -d overlay a'], 1],
  [['$ docker network create a'], 0],
  [['$ docker network rm overlay'], 0],
  [['$ docker service'], 0],
  [['$ docker node ls'], 1],
  [['$ docker info', 'ASwarm: inactive', '$ docker node ls'], 1],
  [['$ docker node ls', 'Error: This node is not a swarm manager.'], 0],
] as const)
  test(`after ${JSON.stringify(lines)} the reader is to bring ${needing ? 'a' : 'no'} swarm`, () => {
    assert.is(swarms(block(...lines)), needing);
  });
test('on a page of several machines the reader brings no swarm', () => {
  assert.is(swarms(`${TWO}${on('shed1', 'docker service ls')}`), 0);
});

for (const tool of [
  'dockerd',
  'compose up',
  'docker-compose up',
  'buildx ls',
  'kind create cluster',
  'npm install testcontainers',
  'k3d cluster create',
  'minikube start',
  'act -l',
  'skaffold dev',
])
  test(`"${tool}" may ask an engine`, () => {
    assert.ok(usesEngine(planLab(labOf([tool]))));
    assert.ok(usesEngine(planLab(labOf([{ path: 'a.sh', content: `#!/bin/sh\n${tool}\n` }]))));
  });
for (const tool of ['react -l', 'actor', 'kind ask', 'cat mydockerfile'])
  test(`"${tool}" asks none`, () => {
    assert.not.ok(usesEngine(planLab(labOf([tool, { path: 'a.sh', content: tool }]))));
  });
test('a shown file that names no engine asks none', () => {
  const uses = (content: string) => usesEngine(planLab(labOf(['ls', { path: 'a.sh', content }])));
  assert.equal([uses('docker ps\n'), uses('date\n')], [true, false]);
});

test.run();
