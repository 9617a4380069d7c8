import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineChoice } from '../../src/command/engine-choice.ts';
import { isRefused } from '../../src/command/refused.ts';
import { contextMade, contextUsed, isOfDocker, remoteCommand } from '../../src/command/remote.ts';
import { parseScript } from '../../src/command/words.ts';

const choice = (script: string): string => {
  const [found] = parseScript(script).commands.flatMap(({ words }) => engineChoice(words) ?? []);
  return found ? `${found.engine}: ${found.typed}` : '';
};

for (const [script, wanted] of [
  ['docker -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker -Htcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker --host tcp://a:1 ps', 'elsewhere: docker --host tcp://a:1'],
  ['docker --host=http://a ps', 'elsewhere: docker --host http://a'],
  ['docker --host=https://a ps', 'elsewhere: docker --host https://a'],
  ['docker --host=ssh://a ps', 'elsewhere: docker --host ssh://a'],
  ['docker --host=npipe://a ps', 'elsewhere: docker --host npipe://a'],
  ['docker --host=a.b-c:1 ps', 'elsewhere: docker --host a.b-c:1'],
  ['docker --host=a ps', 'here: docker --host a'],
  ['docker --host=xtcp:a ps', 'here: docker --host xtcp:a'],
  ['docker --host=a:1/x ps', 'here: docker --host a:1/x'],
  ['docker --host=unix:///a ps', 'here: docker --host unix:///a'],
  ['docker -c a ps', 'elsewhere: docker -c a'],
  ['docker --context=a ps', 'elsewhere: docker --context a'],
  ['docker --context=default ps', ''],
  ['docker -c default -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker -l debug -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker --log-level debug -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker --config a -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker --tlscacert a -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker -D -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['docker ps -H tcp://a:1', ''],
  ['docker', ''],
  ['docker-compose -f a -p b -H tcp://a:1 up', 'elsewhere: docker -H tcp://a:1'],
  ['docker-compose --file a -H tcp://a:1 up', 'elsewhere: docker -H tcp://a:1'],
  ['/usr/bin/docker -H tcp://a:1 ps', 'elsewhere: docker -H tcp://a:1'],
  ['A=1 DOCKER_HOST=tcp://a:1 b', 'elsewhere: DOCKER_HOST=tcp://a:1'],
  ['DOCKER_HOST= b', 'here: DOCKER_HOST='],
  ['DOCKER_HOST=tcp://a:1 DOCKER_HOST=/b c', 'here: DOCKER_HOST=/b'],
  ['MY_DOCKER_HOST=tcp://a:1 b', ''],
  ['export DOCKER_HOST=tcp://a:1', 'elsewhere: export DOCKER_HOST=tcp://a:1'],
  ['declare -x DOCKER_HOST=tcp://a:1', 'elsewhere: declare DOCKER_HOST=tcp://a:1'],
  ['export MY_DOCKER_HOST=tcp://a:1', ''],
  ['export DOCKER_HOST', ''],
  ['unset DOCKER_HOST', 'here: unset DOCKER_HOST'],
  ['unset A', ''],
  ['curl --unix-socket /run/docker.sock x', 'here: curl /run/docker.sock'],
  ['socat - UNIX:/run/docker.sock,x', 'here: socat UNIX:/run/docker.sock,x'],
  ['nc -U /run/docker.sock', 'here: nc /run/docker.sock'],
  ['curl http://a/docker.sock', ''],
  ['curl /run/docker.socket', ''],
  ['cat /run/docker.sock', ''],
] as const)
  test(`"${script}" chooses ${wanted || 'no engine'}`, () => {
    assert.is(choice(script), wanted);
  });

for (const script of [
  'docker build',
  'docker build -t a',
  'docker build --no-cache --pull --rm --force-rm -q',
  'docker build --file a --build-arg b=c --platform d --target e --label f=g --progress plain',
  'docker cp a b',
  'docker cp a:/b c:/d',
  'docker cp ./a:b ./c',
  'docker cp .a:b c',
])
  test(`docker refuses "${script}" for its form`, () => {
    assert.ok(isRefused(script));
  });
for (const script of [
  'docker build .',
  'docker build -t a .',
  'docker build --help',
  'docker build --secret id=a',
  'docker build -t $A',
  'docker build > a',
  'docker build; ls',
  'docker cp a:/b c',
  'docker cp a c:/b',
  'docker cp /a:b c:/d',
  'docker cp - a',
  'docker cp a',
  'docker cp a b c',
  'docker ps',
  'ls',
  '',
])
  test(`docker does not refuse "${script}" for its form`, () => {
    assert.not.ok(isRefused(script));
  });

const remote = (script: string): string => {
  const found = remoteCommand(script);
  if (!found) return '';
  const { program, host, script: there, expanded, key } = found;
  return [
    program,
    host,
    there ?? '(session)',
    ...(expanded ? ['expanded'] : []),
    ...(key ? ['key'] : []),
  ].join(' | ');
};
for (const [script, wanted] of [
  ['ssh shop', 'ssh | shop | (session)'],
  ['ssh ada@shop ls -l', 'ssh | shop | ls -l'],
  ['ssh ssh://ada@shop:22 ls', 'ssh | shop | ls'],
  ['ssh -p 22 shop ls', 'ssh | shop | ls'],
  ['ssh -tp 22 shop ls', 'ssh | shop | ls'],
  ['ssh -t shop ls', 'ssh | shop | ls'],
  ['ssh -i key shop', 'ssh | shop | (session) | key'],
  ['ssh -vi key shop', 'ssh | shop | (session) | key'],
  ['ssh shop "ls $A"', 'ssh | shop | ls $A | expanded'],
  ["ssh shop 'ls $A'", 'ssh | shop | ls $A'],
  ['sudo ssh shop ls', 'ssh | shop | ls'],
  ['docker-machine ssh shop ls', 'docker-machine | shop | ls'],
  ['docker-machine ssh shop', 'docker-machine | shop | (session)'],
  ['docker-machine ls shop', ''],
  ['ssh', ''],
  ['ssh -t', ''],
  ['ssh <host>', ''],
  ['ssh $HOST ls', ''],
  ['ssh {host}', ''],
  ['ssh [host]', ''],
  ['ssh shop ls > a', ''],
  ['ssh shop ls | cat', ''],
  ['ssh shop &', ''],
  ['sshx shop', ''],
] as const)
  test(`"${script}" ${wanted ? `runs at ${wanted}` : 'runs at no other machine'}`, () => {
    assert.is(remote(script), wanted);
  });
for (const option of 'BbcDEeFIiJLlmOopQRSWw')
  test(`-${option} of ssh takes a value`, () => {
    assert.ok(remote(`ssh -${option} x shop ls`).startsWith('ssh | shop | ls'));
  });
for (const option of 'ACfGgKkMNnqsTtVvXxYy')
  test(`-${option} of ssh takes none`, () => {
    assert.ok(remote(`ssh -${option} shop ls`).startsWith('ssh | shop | ls'));
  });

test('a context is made with the host of its endpoint, and used by its name', () => {
  assert.equal(contextMade('docker context create a --docker "skip=1,host=tcp://b:1"'), {
    name: 'a',
    host: 'b',
  });
  for (const script of [
    'docker context create --docker host=tcp://b:1',
    'docker context create a',
    'docker context create a --docker xhost=tcp://b:1',
    'docker context update a --docker host=tcp://b:1',
    'ls',
  ])
    assert.is(contextMade(script), undefined, script);
  assert.is(contextUsed('ls; docker context use a'), 'a');
  assert.is(contextUsed('docker context rm a'), undefined);
});

test('a script is of docker when docker begins it and needs an engine', () => {
  for (const script of ['docker ps', 'sudo docker ps', 'docker ps | cat'])
    assert.ok(isOfDocker(script), script);
  for (const script of ['docker context ls', 'docker login', 'docker version', 'ls | docker ps', ''])
    assert.not.ok(isOfDocker(script), script);
});

test.run();
