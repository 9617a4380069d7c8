import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { found, linesOf, transcript } from '../support/lint.ts';

const RUN = '$ docker run -d --name shop alpine sleep 1d';

test('a second container of a name needs the first one removed', () => {
  assert.equal(linesOf('duplicate-name', transcript(RUN, RUN)), [5]);
  for (const between of ['$ docker rm -f shop', '$ docker container prune -f', '$ docker rename shop store'])
    assert.equal(linesOf('duplicate-name', transcript(RUN, between, RUN)), [], between);
});

test('a container that removes itself leaves its name', () => {
  const once = '$ docker run --rm --name shop alpine true';
  assert.equal(linesOf('duplicate-name', transcript(once, once)), []);
});

test('a conflict that the document shows is a lesson', () => {
  const conflict =
    'docker: Error response from daemon: Conflict. The container name "/shop" is already in use.';
  assert.equal(linesOf('duplicate-name', transcript(RUN, RUN, conflict)), []);
});

test('a docker command without what it acts on is incomplete', () => {
  assert.equal(
    linesOf('missing-argument', transcript('$ docker network create -d macvlan -o parent=eth0.10street')),
    [4],
  );
  assert.equal(linesOf('missing-argument', transcript('$ docker stop')), [4]);
  assert.equal(linesOf('missing-argument', transcript('$ docker pause')), [4]);
  assert.equal(linesOf('missing-argument', transcript('$ docker stats --no-stream')), []);
  assert.equal(
    linesOf(
      'missing-argument',
      transcript('$ docker network create -d macvlan street', '$ docker ps', '$ docker stop --help'),
    ),
    [],
  );
});

test('an option glued to the value before it is found where they meet', () => {
  const [finding] = found('glued-option', transcript('$ docker run -d --name shop--net street alpine'));
  assert.is(finding?.column, '$ docker run -d --name shop'.length + 1);
  assert.equal(linesOf('glued-option', transcript('$ docker run -d --name shop-net -e X=a--net alpine')), []);
});

test('commands that remove all there is on an engine are destructive', () => {
  for (const command of [
    'docker system prune -af',
    'docker rm -f $(docker ps -aq)',
    'docker ps -q | xargs docker stop',
    'docker rmi `docker images -q`',
    'sudo rm -rf /*',
    'rm -rf ~',
    'rm -rf /var/lib/docker',
  ])
    assert.equal(linesOf('destructive-command', transcript(`$ ${command}`)), [4], command);
});

test('commands that remove what they name or filter are not destructive', () => {
  for (const command of [
    'docker rm -f shop',
    'docker rm -f $(docker ps -aq --filter label=lab)',
    'docker rm $(docker ps -lq)',
    'docker system prune --filter label=lab',
    'rm -rf ./goods',
    'rm -rf /tmp/goods',
    'docker exec shop rm -rf /data',
    'docker rmi shop',
  ])
    assert.equal(linesOf('destructive-command', transcript(`$ ${command}`)), [], command);
});

test('exit in the reader’s own shell ends what comes after it', () => {
  assert.equal(linesOf('after-exit', transcript('$ echo open', '$ exit', '$ echo shut')), [5]);
});

test('exit that leaves a session, or ends the document, is in order', () => {
  assert.equal(
    linesOf('after-exit', transcript('$ docker run -it alpine sh', '/ # exit', '$ echo shut')),
    [],
  );
  assert.equal(linesOf('after-exit', transcript('$ sudo su', '$ exit', '$ echo shut')), []);
  assert.equal(linesOf('after-exit', transcript('$ echo open', '$ exit')), []);
});

test('what is made and never removed is noted in one finding that fails nothing', () => {
  const findings = found('never-removed', transcript(RUN, '$ docker network create street'));
  assert.equal(
    findings.map(({ line, level }) => [line, level]),
    [[4, 'info']],
  );
  assert.match(findings[0]!.message, 'container shop, network street');
  assert.equal(linesOf('never-removed', transcript(RUN, '$ docker rm -f shop')), []);
});

test('a placeholder is noted', () => {
  assert.equal(
    found('undefined-placeholder', transcript('$ docker stop <container-id>')).map(({ level }) => level),
    ['info'],
  );
  assert.equal(linesOf('undefined-placeholder', transcript(RUN)), []);
});

test('a document without commands is noted', () => {
  assert.equal(linesOf('no-commands', '# Nothing\n\nTo do here.\n'), [1]);
  assert.equal(linesOf('no-commands', transcript(RUN)), []);
});

test.run();
