import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Inventory } from '../../src/command/inventory.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { composeHazards, composeInputs } from '../../src/plan/inputs.ts';
import { planLab } from '../../src/plan/plan.ts';
import { imageRequirement } from '../../src/plan/requirements.ts';
import { usesEngine } from '../../src/plan/uses-engine.ts';
import { valuesNeeded, variablesUsed } from '../../src/plan/variable-needs.ts';
import { applyVariables } from '../../src/plan/variables.ts';
import { labOf } from '../support/labs.ts';

type Parts = Parameters<typeof labOf>[0];
const commandsOf = (parts: Parts) => planLab(labOf(parts)).commands;
const required = (...parts: Parts): readonly string[] =>
  commandsOf(parts).flatMap(({ requirements }) => requirements.map(({ kind, name }) => `${kind} ${name}`));
const needs = (...parts: Parts): readonly string[] =>
  commandsOf(parts)
    .at(-1)!
    .needs.map(({ what, line }) => `${what} ${line}`);
const hazards = (line: string): number => planLab(labOf([line])).hazards.length;

for (const verb of ['run', 'create', 'compose run', 'service create'])
  test(`docker ${verb} makes a container that may reach beyond the lab`, () => {
    assert.is(hazards(`docker ${verb} --cap-add SYS_ADMIN alpine`), 1);
  });

for (const verb of ['exec', 'compose exec'])
  test(`docker ${verb} may reach beyond the lab`, () => {
    assert.is(hazards(`docker ${verb} --privileged pear sh`), 1);
  });

test('what makes no container reaches nothing beyond the lab', () => {
  assert.is(hazards('docker ps --privileged'), 0);
  assert.is(hazards('docker build --network host .'), 0);
  assert.is(hazards('docker volume create -o type=tmpfs -o device=tmpfs pear'), 0);
});

for (const source of ['/bin', '/boot', '/dev', '/etc', '/home', '/lib', '/lib64', '/proc', '/root', '/sbin'])
  test(`a mount of ${source} reaches beyond the lab`, () => {
    assert.is(hazards(`docker run -v ${source}:/x alpine`), 1);
    assert.is(hazards(`docker run -v ${source}-pear:/x alpine`), 0);
  });

for (const source of [
  '/sys',
  '/usr',
  '/var/lib',
  '/var/lib/docker',
  '/',
  '/var',
  '/run',
  '/var/run',
  '/run/docker.sock',
])
  test(`a mount of ${source} reaches beyond the lab, however it ends`, () => {
    assert.is(hazards(`docker run -v ${source}:/x alpine`), 1);
    assert.is(
      hazards(
        `docker run -v ${source === '/run/docker.sock' ? source : source.replace(/\/?$/, '/')}:/x alpine`,
      ),
      1,
    );
  });

const COMPOSE = 'services:\n  a:\n    image: pear\n    privileged: true\n    ports: ["8080:80"]\n';
for (const path of ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'])
  test(`${path} is read where no other file is named`, () => {
    const file = { path, content: COMPOSE };
    assert.equal(required(file, 'docker compose up -d'), ['image pear:latest', 'port 8080/tcp']);
    assert.equal(required(file, 'docker compose -f other.yaml up -d'), []);
  });

test('a compose file that is named is read, by compose and by stack', () => {
  const file = { path: 'other.yaml', content: COMPOSE };
  assert.ok(required(file, 'docker compose -f other.yaml up -d').includes('port 8080/tcp'));
  assert.ok(required(file, 'docker stack deploy -c other.yaml pear').includes('port 8080/tcp'));
  assert.equal(required(file, 'docker compose up -d'), []);
});

const action = { kind: 'file', path: 'compose.yaml', content: COMPOSE, reason: '', write: 'always' } as const;
const span = { file: 'lab.md', line: 1, column: 1, endLine: 1 };
const shown = { files: new Map([['compose.yaml', { ...action, span }]]), locate: (path: string) => path };

for (const [verb, starts, makes] of [
  ['compose up', 1, 1],
  ['compose start', 1, 0],
  ['compose restart', 1, 0],
  ['compose create', 0, 1],
  ['compose run a', 0, 1],
  ['compose ps', 0, 0],
] as const)
  test(`docker ${verb} ${starts ? 'publishes ports' : 'publishes none'} and ${makes ? 'makes containers' : 'makes none'}`, () => {
    assert.is(composeInputs(`docker ${verb}`, shown).length, starts);
    assert.is(composeHazards(`docker ${verb}`, shown).length > 0, makes === 1);
  });

for (const [script, ...set] of [
  ['A=1', 'A'],
  ['A=1 B=2', 'A', 'B'],
  ['A=1 env'],
  ['export A=1 C', 'A'],
  ['declare A=1', 'A'],
  ['readonly A=1', 'A'],
  ['read -r A B', 'A', 'B'],
  ['for A in 1 2; do true; done', 'A'],
  ['A+=1', 'A'],
  ['env A=1'],
] as const)
  test(`"${script}" sets ${set.join(' and ') || 'nothing that lasts'}`, () => {
    const names = ['A', 'B', 'C'];
    assert.equal(
      names.filter((name) => needs(script, `cat $${name}`).length > 0),
      set,
    );
  });

for (const source of ['. ./pear', 'source ./pear', 'eval "$(pear)"', 'mapfile -t A < pear', 'readarray A'])
  test(`after "${source}" any variable may have a value`, () => {
    assert.equal(required(source, 'cat $THERE'), []);
  });

for (const script of ['echo $A', 'test -n "$A"', '[ -n "$A" ]', 'unset A', 'printf %s $A', 'printenv $A'])
  test(`"${script}" works without a value`, () => {
    assert.equal(valuesNeeded(commandsOf([script])[0]!.command), []);
  });

test('variables are those that a shell expands', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's own expansion
  assert.equal(variablesUsed('cat $A "${B}/x" \'$C\' \\$D'), ['A', 'B']);
  assert.ok(valuesNeeded(commandsOf(["cat $A '$B' $HOME $1"])[0]!.command).includes('A'));
  assert.not.ok(valuesNeeded(commandsOf(["cat '$B'"])[0]!.command).includes('B'));
});

for (const [line, ...wanted] of [
  [
    'docker run --network lane --volumes-from pear --link pear:p alpine',
    'network lane 2',
    'container pear 4',
    'container pear 4',
  ],
  ['docker run --network container:pear alpine', 'container pear 4'],
  ['docker network connect lane pear', 'network lane 2', 'container pear 4'],
  ['docker network disconnect lane pear', 'network lane 2', 'container pear 4'],
  ['docker rename pear plum', 'container pear 4'],
  ['docker stop pear', 'container pear 4'],
  ['docker volume inspect jar', 'volume jar 3'],
  ['docker run own', 'image own 1'],
  ['docker stop $(docker inspect -f {{.Id}} pear)', 'container pear 4'],
  ['docker network prune'],
] as const)
  test(`"${line}" needs ${wanted.join(' and ') || 'nothing'}`, () => {
    assert.equal(
      needs(
        'docker build -t own .',
        'docker network create lane',
        'docker volume create jar',
        'docker run -d --name pear plum',
        line,
      ),
      wanted,
    );
  });

for (const [image, name] of [
  ['pear', 'pear:latest'],
  ['pear:1', 'pear:1'],
  [`a.b:5000/pear@sha256:${'0'.repeat(64)}`, `a.b:5000/pear@sha256:${'0'.repeat(64)}`],
  ['0123456789ab', undefined],
  ['$IMAGE', undefined],
  ['Pear', undefined],
] as const)
  test(`the image "${image}" ${name ? 'is required' : 'is none that a registry has'}`, () => {
    assert.is(imageRequirement(image, new Inventory(), 1)[0]?.name, name);
  });

test('a blank that is missing before an option is told', () => {
  for (const option of [
    'net',
    'network',
    'name',
    'ip',
    'rm',
    'volume',
    'publish',
    'detach',
    'env',
    'hostname',
    'link',
    'restart',
    'mount',
  ])
    assert.match(commandsOf([`docker run --user me--${option} x pear`])[0]!.malformed, `me--${option}`);
  for (const fine of ['--env A=b--net', '--label a--net', '--name a--b'])
    assert.is(commandsOf([`docker run ${fine} pear`])[0]!.malformed, '');
});

test('drivers, parents and host ports are required as typed', () => {
  assert.equal(required('docker network create -d bridge a'), []);
  assert.equal(required('docker network create a'), []);
  assert.equal(required('docker network create -d ipvlan -o parent=eth7 a'), [
    'driver ipvlan',
    'interface eth7',
  ]);
  assert.equal(required('docker run -p 80 -p 8080:80/udp pear'), ['image pear:latest', 'port 8080/udp']);
  assert.equal(required('docker volume create a'), []);
});

test('a file that the document makes is not asked for, one that nothing makes is', () => {
  const files = (...parts: Parts) => commandsOf(parts).at(-1)!.files;
  assert.equal(files('cat pear.txt'), ['pear.txt']);
  assert.equal(files({ path: 'pear.txt', content: '' }, 'cat pear.txt'), []);
  assert.equal(files('touch pear.txt', 'cat pear.txt'), []);
  assert.equal(files('mkdir a', 'cd a', 'touch pear.txt', 'cd ..', 'cat a/pear.txt pear.txt'), ['pear.txt']);
});

test('a value is needed where the document shows what comes of it', () => {
  const [command] = commandsOf(['echo $THERE']);
  const expected = { span, lines: [{ line: 2, text: 'pear' }] };
  assert.equal(valuesNeeded({ ...command!.command, expected }), ['THERE']);
  assert.equal(
    valuesNeeded({ ...command!.command, expected: { span, lines: [{ line: 2, text: ' ' }] } }),
    [],
  );
});

for (const script of [
  'A=1 cat $A',
  'for A in 1; do cat $A; done',
  'read -r A; cat $A',
  'getopts ab A; cat $A',
])
  test(`"${script}" gives the variable its value itself`, () => {
    assert.equal(valuesNeeded(commandsOf([script])[0]!.command), []);
  });

const SHELLS =
  'HOME PWD USER PATH SHELL HOSTNAME UID LANG RANDOM TERM BASH_VERSION DOCKER_HOST SSH_TTY XDG_CONFIG_HOME';
test('what every shell has is not asked for', () => {
  for (const name of SHELLS.split(' ')) assert.equal(required(`cat $${name}`), [], name);
});

test('a swarm is needed where a page of one machine uses one that nothing makes', () => {
  const needs = (text: string) =>
    planLab(parseLab('lab.md', text)).commands.flatMap(({ requirements }) =>
      requirements.flatMap(({ kind }) => (kind === 'swarm' ? [kind] : [])),
    ).length;
  const block = (...lines: readonly string[]) => `\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;
  assert.is(needs(block('$ docker service ls')), 1);
  assert.is(needs(block('$ docker service --help')), 0);
  assert.is(needs(block('$ docker swarm init', '$ docker service ls')), 0);
  assert.is(needs(block('$ docker run -it alpine sh', '/ # docker service ls')), 0);
  assert.is(needs(block('$ docker service ps <name>')), 0);
  assert.is(needs(block('$ docker info', 'Swarm: inactive', '$ docker service ls')), 0);
  assert.is(needs(block('$ docker service ls', 'This node is not part of a swarm')), 0);
});

test('what a step makes anew, nothing before it is needed for', () => {
  const text = (fresh: string) =>
    `---\nlabproof:\n  fresh: ${fresh}\n---\n# A\n\n\`\`\`\n$ docker network create lane\n$ A=1\n$ touch pear\n\`\`\`\n\n# B\n\n\`\`\`\n$ docker network rm lane\n$ cat $A\n$ cat pear\n\`\`\`\n`;
  const counts = (fresh: string) =>
    planLab(parseLab('lab.md', text(fresh)))
      .commands.slice(3)
      .map(({ needs: all, files }) => [all.length, files.length]);
  assert.equal(counts('1'), [
    [0, 0],
    [0, 0],
    [0, 1],
  ]);
  assert.equal(counts('6'), [
    [0, 0],
    [0, 0],
    [0, 1],
  ]);
  assert.equal(
    planLab(parseLab('lab.md', text('1').replace('fresh: 1', 'title: x')))
      .commands.slice(3)
      .map(({ needs: all }) => all.length),
    [1, 1, 1],
  );
});

test('what needs an engine is told from what does not', () => {
  const uses = (text: string) => usesEngine(planLab(parseLab('lab.md', text)));
  const block = (line: string) => `\`\`\`\n$ ${line}\n\`\`\`\n`;
  for (const line of ['docker ps', 'DOCKER_HOST=a ./b']) assert.ok(uses(block(line)), line);
  assert.not.ok(uses(block('date')));
  assert.not.ok(uses(block('docker run <image>')));
  assert.ok(uses(`${block('date')}\n<!-- labproof: check="container a is running" -->\n`));
  assert.ok(uses(`---\nlabproof:\n  images: {a: ./a}\n---\n${block('date')}`));
  assert.ok(uses(`Create \`a.sh\`:\n\n\`\`\`bash\n#!/bin/sh\ndocker ps\n\`\`\`\n`));
});

test('the nearest form of a check is told for a sentence that is none', () => {
  const hint = (sentence: string) => planLab(labOf([{ check: sentence }])).problems[0]?.hint;
  assert.match(hint('image pear exsts') ?? '', /nearest: image/);
  assert.match(hint('volume jar exist') ?? '', /nearest: volume/);
  assert.is(hint('container pear is running'), undefined);
});

test('--var takes the name of the front matter, or of an option however it is written', () => {
  const replaced = (line: string, name: string, variables = {}) => {
    const lab = labOf([line, { path: 'a', content: 'pear' }, { check: 'container pear is running' }]);
    const given = { ...lab, frontMatter: { ...lab.frontMatter, variables } };
    const { lab: result, problems } = applyVariables(given, new Map([[name, 'plum']]));
    return problems.length > 0 ? 'unknown' : JSON.stringify(result.steps[0]!.actions).match(/plum/g)?.length;
  };
  for (const line of [
    'run --name pear',
    'run --name=pear',
    'run -o name=pear',
    'run --opt name=pear',
    'run --opt=name=pear',
    'run name "pear"',
  ])
    assert.is(replaced(line, 'name'), 3, line);
  assert.is(replaced('run pear', 'fruit', { pear: 'fruit' }), 3);
  assert.is(replaced('run pear', 'name', { pear: 'fruit' }), 'unknown');
  assert.is(applyVariables(labOf(['run --name pear']), new Map([['name', 'pear']])).replaced.size, 0);
});

test.run();
