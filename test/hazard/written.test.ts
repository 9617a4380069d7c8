import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writtenBy } from '../../src/hazard/written.ts';

const pathsIn = (script: string): readonly string[] =>
  [...writtenBy(script)].map((act) => (act.kind === 'goes' ? `cd ${act.to ?? '?'}` : act.path));

test('the files that a command line writes are told with where its shell goes', () => {
  assert.equal(pathsIn('mkdir -p /srv/shop && cd /srv/shop && echo x > list'), [
    '/srv/shop',
    'cd /srv/shop',
    'list',
  ]);
  assert.equal(pathsIn('docker run --cidfile /tmp/id alpine true'), ['/tmp/id']);
  assert.equal(pathsIn("sudo sh -c 'echo 192.0.2.1 shop >> /etc/hosts'"), ['/etc/hosts']);
  assert.equal(pathsIn('cat /etc/hosts'), []);
});

test('what an expansion would tell is left out', () => {
  assert.equal(pathsIn('cd "$HOME" && rm *.txt && touch ~/x $PWD/y'), ['cd ?']);
});

test('what is copied into a folder has its own name there', () => {
  const [act] = writtenBy('cp one/a.txt b.txt /srv');
  assert.equal(act, { kind: 'writes', path: '/srv', sources: ['one/a.txt', 'b.txt'] });
});

test.run();
