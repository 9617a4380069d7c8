import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { found, linesOf, transcript } from '../support/lint.ts';

const messages = (command: string): readonly string[] =>
  found('destructive-command', transcript(`$ ${command}`)).map(({ message }) => message);
const words = (text: string): readonly string[] => text.split(/\s+/);

test('folders that a machine needs are not removed, nor the home', () => {
  for (const name of words('bin boot dev etc home lib opt proc root sbin srv sys usr var'))
    for (const path of [`/${name}`, `/${name}/`, `/${name}/*`, `/${name}*`])
      assert.equal(messages(`rm -rf ${path}`), [`rm -r ${path} removes what belongs to the machine`]);
  for (const path of [
    '/',
    '/*',
    '~',
    '~/',
    '~/*',
    '$HOME',
    '$HOME/',
    '$HOME/*',
    '/var/lib/docker',
    '/var/lib/docker/tmp',
  ])
    assert.is(messages(`rm -r ${path}`).length, 1, path);
  for (const path of [
    '/srv/pear',
    '/binary',
    './etc',
    'etc',
    '~/pear',
    '$HOMES',
    '/var/lib/dockerish',
    '/pear/etc',
  ])
    assert.is(messages(`rm -r ${path}`).length, 0, path);
});

test('only what removes whole folders does', () => {
  for (const option of ['-r', '-R', '-fr', '-vRf', '--recursive'])
    assert.is(messages(`rm ${option} /etc`).length, 1, option);
  for (const command of ['rm -f /etc', 'rm --recursively /etc', 'ls -r /etc', 'rm /etc a-r'])
    assert.is(messages(command).length, 0, command);
});

test('a prune takes all, unless it is narrowed or only asked for its help', () => {
  for (const noun of words('system container image network volume builder'))
    assert.is(messages(`docker ${noun} prune -f`).length, 1, noun);
  assert.is(messages('docker system prune --filter label=a').length, 0);
  assert.is(messages('docker system prune --help').length, 0);
});

const LISTS = ['ps -aq', 'container ls -q', 'container ps -q', 'container list -q'];
test('of a verb that is given a whole list nothing is left', () => {
  for (const list of LISTS) {
    assert.match(messages(`docker rm $(docker ${list})`)[0] ?? '', 'it removes every container of');
    assert.match(messages(`docker stop $(docker ${list})`)[0] ?? '', 'it stops every container of');
    assert.match(messages(`docker kill \`docker ${list}\``)[0] ?? '', 'it kills every container of');
    assert.match(messages(`docker ${list} | xargs docker rm`)[0] ?? '', 'it removes every container of');
  }
  for (const list of ['images -q', 'image ls -q', 'image list -q'])
    assert.match(messages(`docker rmi $(docker ${list})`)[0] ?? '', 'it removes every image of');
  for (const noun of ['network', 'volume'])
    for (const list of ['ls', 'list'])
      assert.match(
        messages(`docker ${noun} rm $(sudo docker ${noun} ${list} -q)`)[0] ?? '',
        `it removes every ${noun} of`,
      );
  const [finding] = found('destructive-command', transcript('$ docker network rm $(docker network ls -q)'));
  assert.equal([finding?.line, finding?.hint], [4, 'name the networks of the document']);
});

test('a list that is narrowed, of another kind, or read by something else is not all', () => {
  for (const command of [
    'docker rm $(docker ps -aq -f name=a)',
    'docker rm $(docker ps -aq --filter name=a)',
    'docker rm $(docker ps -lq)',
    'docker rm $(docker ps -qn 1)',
    'docker rm $(docker images -q)',
    'docker rmi $(docker ps -q)',
    'docker rm $(docker psx -q)',
    'docker start $(docker ps -aq)',
    'docker rm $(docker ps -aq | head -1)',
    'docker rm $(podman ps -aq)',
    'docker rm a$(docker ps -aq)',
    'docker ps -aq | docker rm',
    'docker ps -aq | xargs echo',
    'docker ps -aq | grep docker rm',
    'docker images -q | xargs docker rm',
  ])
    assert.equal(messages(command), [], command);
});

test('a shell that goes on behind its end is found, unless it may end a session', () => {
  const after = (...lines: readonly string[]) =>
    linesOf('after-exit', transcript(...lines.map((line) => `$ ${line}`)));
  for (const end of ['exit', 'logout', 'exit 1', 'logout  0']) assert.equal(after('ls', end, 'ls'), [5], end);
  for (const end of ['exit a', 'exits', 'echo exit', 'exit; ls'])
    assert.equal(after('ls', end, 'ls'), [], end);
  assert.equal(after('exit', 'ls'), []);
  assert.equal(after('ls', 'exit'), []);
  for (const opens of [
    'pear -it x',
    'pear -ti x',
    'pear --interactive x',
    'pear --tty x',
    ...words('attach ssh su bash sh zsh login mysql psql python python3 node redis-cli mongo nsenter chroot'),
    'sudo -i',
    'sudo -s',
    'vagrant up',
  ])
    assert.equal(after(opens, 'exit', 'ls'), [], opens);
  assert.equal(after('pear -ax y', 'exit', 'ls'), [5]);
});

test.run();
