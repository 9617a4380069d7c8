import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineChoice } from '../../src/command/engine-choice.ts';
import { parseScript } from '../../src/command/words.ts';

const chosen = (script: string) =>
  parseScript(script).commands.flatMap(({ words }) => engineChoice(words)?.engine ?? []);

test('commands that choose an engine are known, with where it is', () => {
  for (const script of [
    'docker -H unix:///var/run/docker.sock ps',
    'docker --host=unix:///run/docker.sock ps',
    'sudo DOCKER_HOST=unix:///var/run/docker.sock docker ps',
    'export A=1 DOCKER_HOST=/run/docker.sock',
    'DOCKER_HOST=$SOCKET docker ps',
    'unset DOCKER_HOST',
    'curl --unix-socket /var/run/docker.sock http://localhost/version',
    'echo x | sudo socat - UNIX-CONNECT:/var/run/docker.sock',
  ]) {
    assert.equal(chosen(script), ['here'], script);
  }
  for (const script of [
    'docker -H tcp://10.0.0.5:2375 ps',
    'docker -l debug --host ssh://ann@prod ps',
    'export DOCKER_HOST=prod.example.com:2376',
    'DOCKER_HOST=ssh://prod docker compose up',
    'docker --context prod ps',
    'docker -c prod ps',
  ]) {
    assert.equal(chosen(script), ['elsewhere'], script);
  }
});

test('other commands choose none', () => {
  for (const script of [
    'docker run -H web alpine',
    'docker --context default ps',
    'docker -D ps -c 3',
    'docker-compose -f compose.yaml up',
    'curl http://localhost/docker.sock',
    'docker run -v /var/run/docker.sock:/var/run/docker.sock docker',
    'echo export DOCKER_HOST=tcp://x:1',
  ]) {
    assert.equal(chosen(script), [], script);
  }
});

test.run();
