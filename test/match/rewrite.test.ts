import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../src/match/correspondence.ts';

const DOC = '0de5393c47ab138c7679957a4bec97672f910f77fba842b4637ef5de4f327e38';
const LIVE = 'f1'.repeat(32);

function known(): Correspondence {
  const c = new Correspondence();
  c.bind({ document: DOC, live: LIVE, space: 'id', line: 1 });
  c.bind({ document: '172.20.0.2', live: '172.18.0.5', space: 'address', line: 2 });
  c.bind({ document: 'vigorous_jang', live: 'sleepy_curie', space: 'generated name', line: 3 });
  c.bind({ document: '32768', live: '32771', space: 'port', line: 4 });
  return c;
}
const rewritten = (script: string): string => known().rewrite(script).script;

test('IDs are replaced in the length they are typed in, from twelve digits on', () => {
  assert.is(rewritten(`docker stop ${DOC}`), `docker stop ${LIVE}`);
  assert.is(rewritten(`docker stop ${DOC.slice(0, 12)}`), `docker stop ${LIVE.slice(0, 12)}`);
});

test('beginnings of IDs are replaced where a docker command takes an object', () => {
  assert.is(rewritten('docker exec -it 0de id'), `docker exec -it ${LIVE.slice(0, 12)} id`);
  assert.is(rewritten('docker rm -f 0d'), `docker rm -f ${LIVE.slice(0, 12)}`);
  assert.is(rewritten("docker logs '0de5'"), `docker logs '${LIVE.slice(0, 12)}'`);
  assert.is(rewritten('docker cp 0de:/etc/hosts .'), `docker cp ${LIVE.slice(0, 12)}:/etc/hosts .`);
});

test('beginnings of IDs elsewhere are words', () => {
  for (const script of [
    'echo 0de',
    'docker run alpine 0de',
    'docker exec web cat 0de',
    'sleep 0',
    'docker stop -t 0d web',
  ]) {
    assert.is(rewritten(script), script);
  }
});

test('a beginning that several IDs share means none of them', () => {
  const c = known();
  c.bind({ document: `0de${'7'.repeat(61)}`, live: 'e2'.repeat(32), space: 'id', line: 5 });
  assert.is(c.rewrite('docker stop 0de').script, 'docker stop 0de');
  assert.is(c.rewrite('docker stop 0de5').script, `docker stop ${LIVE.slice(0, 12)}`);
});

test('a name of the lab is no beginning of an ID', () => {
  const c = known();
  c.pin('0de', { line: 1, what: 'container 0de', kind: 'name' });
  assert.is(c.rewrite('docker stop 0de').script, 'docker stop 0de');
});

test('IDs in paths are replaced', () => {
  assert.is(
    rewritten(`touch /var/lib/docker/volumes/${DOC}/_data/x`),
    `touch /var/lib/docker/volumes/${LIVE}/_data/x`,
  );
});

test('addresses, generated names and ports are replaced', () => {
  assert.is(rewritten('ping -c 2 172.20.0.2'), 'ping -c 2 172.18.0.5');
  assert.is(rewritten('curl http://172.20.0.2:32768/'), 'curl http://172.18.0.5:32771/');
  assert.is(rewritten('docker rm vigorous_jang'), 'docker rm sleepy_curie');
});

test('what was replaced is told', () => {
  assert.equal(known().rewrite('ping 172.20.0.2').replaced, [{ from: '172.20.0.2', to: '172.18.0.5' }]);
});

test('a pinned address is left as it is', () => {
  const c = known();
  c.pin('172.20.0.2', { line: 1, what: 'container web', kind: 'address' });
  assert.is(c.rewrite('ping 172.20.0.2').script, 'ping 172.20.0.2');
});

test('a script without known values is returned as it is', () => {
  const script = 'docker run -d --name web \\\n  -p 8080:80 nginx # 98';
  assert.is(rewritten(script), script);
});

test.run();
