import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passesOnUnordered, programOf } from '../../src/run/match-context.ts';

test('of an inspection the template is what its output is of, of other verbs the program in the container', () => {
  for (const [script, verb, program] of [
    ["docker inspect -f '{{.Name}}' web", 'inspect', '{{.Name}}'],
    ["docker network inspect --format '{{.Driver}}' n", 'network inspect', '{{.Driver}}'],
    ["docker info --format '{{.Driver}}'", 'info', '{{.Driver}}'],
    ['docker info', 'info', ''],
    ["docker ps --format '{{.Names}}'", 'ps', ''],
    ['docker exec web ip route', 'exec', 'ip route'],
    ['docker run --rm alpine cat /etc/hosts', 'run', 'cat /etc/hosts'],
    ['docker start web', 'start', ''],
  ] as const) {
    assert.equal(programOf(script), { verb, program }, script);
  }
});

test('what a pipe filters keeps the verb where that tells of the machine', () => {
  assert.equal(programOf('docker info | grep Swarm'), { verb: 'info', program: 'grep Swarm' });
  assert.equal(programOf('docker version | head -3'), { verb: 'version', program: 'head -3' });
  assert.equal(programOf('docker ps | grep web'), { verb: '', program: 'grep web' });
  assert.equal(programOf('docker info; ls -l'), { verb: '', program: 'ls -l' });
});

test('the order of what filters pass on means as little as where it comes from', () => {
  for (const script of [
    'env | grep A',
    'docker run --env A --env AB alpine env | grep A',
    'docker exec web env | grep A | head -5',
    'ss -tln | tail -n +2',
  ])
    assert.is(passesOnUnordered(script), true, script);
  for (const script of [
    'env',
    'env | sort',
    'cat /etc/hosts | grep A',
    'env; grep A file',
    'env | wc -l; date',
  ])
    assert.is(passesOnUnordered(script), false, script);
});

test.run();
