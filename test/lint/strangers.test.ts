import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { found, linesOf, NETWORKS, networkRow, PS, psRow, transcript } from '../support/lint.ts';

const RUN = '$ docker run -d --name shop alpine sleep 1d';

test('a listed container that no command makes is unknown, at its name', () => {
  const [finding] = found('unknown-name', transcript(RUN, '$ docker ps', PS, psRow('4b1f00c0ffee', 'guest')));
  assert.is(finding?.line, 7);
  assert.is(finding?.column, psRow('4b1f00c0ffee', 'guest').indexOf('guest') + 1);
  assert.is(finding?.level, 'warning');
});

test('a listed container that a command makes is known', () => {
  assert.equal(
    linesOf('unknown-name', transcript(RUN, '$ docker ps', PS, psRow('4b1f00c0ffee', 'shop'))),
    [],
  );
});

test('a generated name is known when a container was made without a name', () => {
  const list = ['$ docker ps', PS, psRow('4b1f00c0ffee', 'brave_noether')];
  assert.equal(linesOf('unknown-name', transcript('$ docker run -d alpine sleep 1d', ...list)), []);
  assert.equal(linesOf('unknown-name', transcript(RUN, ...list)), [7]);
});

test('networks of the engine itself are known', () => {
  const rows = ['bridge', 'host', 'none'].map((name) => networkRow('4b1f00c0ffee', name));
  assert.equal(linesOf('unknown-name', transcript(RUN, '$ docker network ls', NETWORKS, ...rows)), []);
});

test('a volume that a container mounts by name is made with it', () => {
  const list = ['$ docker volume ls', 'DRIVER    VOLUME NAME', 'local     goods'];
  const run = '$ docker run -d --name shop -v goods:/goods alpine sleep 1d';
  assert.equal(linesOf('unknown-name', transcript(run, ...list)), []);
  assert.equal(linesOf('unknown-name', transcript(RUN, ...list)), [7]);
});

test('a name is reported once, with its other lines', () => {
  const findings = found('unknown-name', transcript(RUN, '$ docker stop guest', '$ docker rm guest'));
  assert.equal(
    findings.map(({ line }) => line),
    [5],
  );
  assert.match(findings[0]!.message, 'also on line 6');
});

test('nothing is unknown behind a command that may make anything', () => {
  for (const command of [
    '$ docker compose up -d',
    '$ ./start.sh',
    '$ for i in 1 2; do docker run --name c$i alpine; done',
  ])
    assert.equal(linesOf('unknown-name', transcript(RUN, command, '$ docker stop guest')), [], command);
});

test('a name that the text gives elsewhere is known', () => {
  const text = `Start it with \`docker run --name guest alpine\`.\n${transcript(RUN, '$ docker stop guest')}`;
  assert.equal(linesOf('unknown-name', text), []);
});

test('a name whose command is shown to fail is meant to be unknown', () => {
  assert.equal(
    linesOf(
      'unknown-name',
      transcript(RUN, '$ docker stop guest', 'Error response from daemon: No such container: guest'),
    ),
    [],
  );
});

test('a document that makes nothing only notes unknown names', () => {
  assert.equal(
    found('unknown-name', transcript('$ docker stop guest')).map(({ level }) => level),
    ['info'],
  );
});

test('names of several machines are not compared', () => {
  const join = '$ docker swarm join --token abc 10.0.0.5:2377';
  assert.equal(linesOf('unknown-name', transcript(RUN, join, '$ docker stop guest')), []);
});

test('a name one slip away from the only near one is a typo with a fix', () => {
  const [finding] = found('name-typo', transcript(RUN, '$ docker stop shpo'));
  assert.is(finding?.line, 5);
  assert.match(finding!.message, 'shop on line 4');
  assert.is(finding?.fix?.edits.length, 1);
});

test('names that only digits tell apart are a series and no typo', () => {
  const text = transcript('$ docker run -d --name shop1 alpine', '$ docker stop shop2');
  assert.equal(linesOf('name-typo', text), []);
  assert.equal(linesOf('unknown-name', text), [5]);
});

test('a name near to two names is unknown, and nobody guesses', () => {
  const runs = ['$ docker run -d --name shopa alpine', '$ docker run -d --name shopb alpine'];
  assert.equal(linesOf('name-typo', transcript(...runs, '$ docker stop shopc')), []);
  assert.equal(linesOf('unknown-name', transcript(...runs, '$ docker stop shopc')), [6]);
});

test('a name that stands in the same list is not what another one means', () => {
  const list = ['$ docker ps', PS, psRow('4b1f00c0ffee', 'shop'), psRow('5c1f00c0ffee', 'shops')];
  assert.equal(linesOf('name-typo', transcript(RUN, ...list)), []);
  assert.equal(linesOf('unknown-name', transcript(RUN, ...list)), [8]);
});

test('a name that stands in the same command is not what another one means', () => {
  assert.equal(linesOf('name-typo', transcript(RUN, '$ docker stop shop shpo')), []);
});

test('the only network of a container is what its inspection must name', () => {
  const text = transcript(
    '$ docker network create street',
    '$ docker run -d --name shop --network street alpine sleep 1d',
    '$ docker container inspect shop',
    '...',
    '"Networks": {',
    '  "avenue": {',
    '    "NetworkID": "77aa00c0ffee77aa00c0ffee77aa00c0ffee77aa00c0ffee77aa00c0ffee77aa"',
    '  }',
    '}',
    '...',
  );
  const [finding] = found('name-typo', text);
  assert.is(finding?.line, 9);
  assert.match(finding!.message, 'container shop is on network street (line 5)');
});

test.run();
