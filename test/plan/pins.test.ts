import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { effectsOf } from '../../src/command/meaning.ts';
import { pinsOf } from '../../src/plan/pins.ts';

test('addresses that a container is told are pinned', () => {
  const pins = pinsOf(effectsOf('docker run --add-host db:10.1.2.3 --dns 9.9.9.9 --ip 10.1.2.9 alpine'));
  const addresses = pins.filter(({ kind }) => kind === 'address').map(({ value }) => value);
  assert.equal(addresses.sort(), ['10.1.2.3', '10.1.2.9', '9.9.9.9']);
});

const IMAGE = ['image pear', 'image pear:latest'];
for (const [script, ...pins] of [
  ['docker run pear', ...IMAGE],
  ['docker run plum:2', 'image plum:2', 'image plum'],
  ['docker run --name a pear', 'name a', ...IMAGE],
  ['docker run --ip6 fd00::7 pear', ...IMAGE, 'address fd00::7'],
  ['docker run --add-host a=fd00::7 pear', ...IMAGE, 'address fd00::7'],
  ['docker run --hostname a pear', ...IMAGE, 'name a'],
  ['docker run --network-alias a pear', ...IMAGE, 'name a'],
  ['docker run --mac-address 02:42:ac:11:00:07 pear', ...IMAGE, 'other 02:42:ac:11:00:07'],
  ['docker run --label a=b pear', ...IMAGE, 'label a=b'],
  ['docker run --env a=b pear', ...IMAGE, 'other a=b'],
  ['docker run -p 8080:80 pear', ...IMAGE, 'port 8080'],
  ['docker run -p 80 pear', ...IMAGE],
  ['docker run -v jar:/a pear', ...IMAGE, 'name jar'],
  ['docker run -v /jar:/a pear', ...IMAGE],
  ['docker run --name $A -v $B:/a pear', ...IMAGE],
  [
    'docker network create --subnet 10.1.0.0/24 --gateway 10.1.0.1 a',
    'name a',
    'subnet 10.1.0.0/24',
    'gateway 10.1.0.1',
  ],
  ['docker volume create a', 'name a'],
  ['docker build -t pear .', ...IMAGE],
  ['docker rename a b', 'name b'],
  ['docker stop a'],
] as const)
  test(`"${script}" pins ${pins.join(', ') || 'nothing'}`, () => {
    assert.equal(
      pinsOf(effectsOf(script)).map(({ kind, value }) => `${kind} ${value}`),
      pins,
    );
  });

test('what a value is of is told by the name of the container, or its image', () => {
  const of = (script: string) => pinsOf(effectsOf(script)).find(({ kind }) => kind === 'label')?.what;
  assert.is(of('docker run --name a --label b=c pear'), 'container a');
  assert.is(of('docker run --label b=c pear'), 'a container of pear');
});

test.run();
