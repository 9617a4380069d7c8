import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mayChange, patienceFor } from '../../src/run/patience.ts';

test('what programs change by themselves is looked at again', () => {
  for (const script of [
    'docker ps',
    'docker container ls -a',
    'docker logs --tail 2 web | grep ready',
    "docker inspect -f '{{.RestartCount}}' web",
    'docker-compose ps',
    "docker inspect -f '{{.Name}} {{.State.Status}}' web",
    "docker network inspect -f '{{range .Containers}}{{.Name}}{{end}}' n",
    'docker inspect $(docker ps -lq)',
  ])
    assert.ok(patienceFor(script, 0) > 0, script);
});

test('a command that changes something, or that shows what stays, runs once', () => {
  for (const script of [
    'docker rm web',
    'docker ps && docker rm web',
    'docker inspect $(docker run -d nginx)',
    'docker ps > list.txt',
    'docker images',
    "docker network inspect -f '{{.Driver}}' n",
    "docker inspect --format '{{json .HostConfig.Binds}} of {{.Name}}' web",
    'docker logs -f web',
    'docker exec web ls',
  ])
    assert.is(patienceFor(script, 1), 0, script);
});

test('a swarm is given longer', () => {
  assert.ok(patienceFor('docker service ls', 0) > patienceFor('docker ps', 0));
});

test('a request is made again only while no server has answered', () => {
  assert.ok(patienceFor('curl localhost:8080', 7) > 0);
  assert.is(patienceFor('curl localhost:8080', 0), 0);
  assert.is(patienceFor('curl -f localhost:8080', 22), 0);
});

test('commands that only look change nothing', () => {
  assert.is(mayChange('docker ps && docker images | head -3'), false);
  assert.is(mayChange('cat file'), false);
  assert.is(mayChange('docker run -d nginx'), true);
  assert.is(mayChange('docker-compose up -d'), true);
});

test('a pause before a look keeps it a look', () => {
  assert.ok(patienceFor("sleep 2; docker inspect -f '{{.State.Health.Status}}' web", 0) > 0);
});

test('logs that are followed up to a time end by themselves and are looked at again', () => {
  assert.ok(patienceFor('docker logs -f --until 2s web', 0) > 0);
  assert.is(patienceFor('docker logs -f web', 0), 0);
});

test.run();
