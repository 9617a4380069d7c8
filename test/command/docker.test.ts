import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { dockerCommand } from '../../src/command/docker.ts';
import { parseScript } from '../../src/command/words.ts';

const parsed = (script: string) => dockerCommand(parseScript(script).commands[0]!.words);

for (const [typed, verb] of [
  ['docker container run alpine', 'run'],
  ['docker container ls', 'ps'],
  ['docker image ls', 'images'],
  ['docker image rm x', 'rmi'],
  ['docker network list', 'network ls'],
  ['docker network remove x', 'network rm'],
  ['docker system prune -f', 'system prune'],
  ['docker system info', 'info'],
  ['docker container inspect x', 'container inspect'],
  ['docker-compose up -d', 'compose up'],
  ['docker compose -f a.yml up', 'compose up'],
  ['docker buildx build .', 'build'],
  ['sudo -E docker ps', 'ps'],
  ['FOO=1 docker ps', 'ps'],
  ['/usr/bin/docker ps', 'ps'],
  ['docker -H tcp://h:1 --debug ps', 'ps'],
] as const) {
  test(`'${typed}' is the verb '${verb}'`, () => {
    assert.is(parsed(typed)?.verb, verb);
  });
}

test('another program is no docker command', () => {
  assert.is(parsed('echo docker run'), undefined);
});

test('combined short options come apart, also with a glued value', () => {
  const run = parsed('docker run -itd -p80:80 --name web nginx')!;
  assert.equal(
    [...run.options],
    [
      ['interactive', ['true']],
      ['tty', ['true']],
      ['detach', ['true']],
      ['publish', ['80:80']],
      ['name', ['web']],
    ],
  );
  assert.equal(run.arguments, ['nginx']);
});

test("options behind a run's image belong to the container's command", () => {
  const run = parsed('docker run --rm alpine ls -l --name x')!;
  assert.equal(run.arguments, ['alpine', 'ls', '-l', '--name', 'x']);
  assert.is(run.options.has('name'), false);
});

test('options may stand behind the arguments of other verbs', () => {
  const create = parsed('docker volume create the-doctor --label is-timelord=yes')!;
  assert.equal(create.arguments, ['the-doctor']);
  assert.equal(create.options.get('label'), ['is-timelord=yes']);
});

test('--net is --network, and repeated options keep their order', () => {
  const run = parsed('docker run --net a --network=b alpine')!;
  assert.equal(run.options.get('network'), ['a', 'b']);
});

test('-f is follow for logs, force for rm, file for build, filter for ps', () => {
  assert.ok(parsed('docker logs -f web')?.options.has('follow'));
  assert.ok(parsed('docker rm -f web')?.options.has('force'));
  assert.equal(parsed('docker build -f D .')?.options.get('file'), ['D']);
  assert.equal(parsed('docker ps -f name=x')?.options.get('filter'), ['name=x']);
});

test.run();
