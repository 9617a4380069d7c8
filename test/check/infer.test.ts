import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inferChecks } from '../../src/check/infer.ts';
import { Inventory } from '../../src/command/inventory.ts';
import { effectsOf } from '../../src/command/meaning.ts';

/** The checks of a command after these, where the document shows this below it. */
function checks(
  script: string,
  { after = [], shown = '' }: { after?: readonly string[]; shown?: string } = {},
) {
  const inventory = new Inventory();
  for (const [index, made] of after.entries())
    inventory.apply(effectsOf(made), { command: index, line: index + 1 });
  return inferChecks(effectsOf(script), inventory, shown).map(({ sentence }) => sentence);
}

test('of a listing the lab’s own objects that the document shows are checked, others are not', () => {
  const after = [
    'docker network create wire',
    'docker network create -d macvlan line',
    'docker volume create data',
  ];
  const shown = 'NETWORK ID   NAME     DRIVER\n1234   bridge   bridge\n5678   line   macvlan';
  assert.equal(checks('docker network ls', { after, shown }), ['network line is listed, driver macvlan']);
  assert.equal(checks('docker network ls', { after, shown: 'NETWORK ID   NAME' }), []);
  assert.equal(checks('docker volume ls', { after, shown: 'local data' }), [
    'volume data is listed, driver local',
  ]);
});

test('what is made is there, an image and a volume by their names', () => {
  assert.equal(checks('docker volume create data'), ['volume data exists']);
  assert.equal(checks('docker tag alpine shop:1'), ['image shop:1 exists']);
  assert.equal(checks('docker volume create $NAME'), []);
});

test('a container on a bridge has an address and a route there, on a network of another driver no more than it has', () => {
  const run = (network: string) => `docker run -d --name web --network ${network} nginx`;
  assert.ok(checks(run('wire')).includes("container web routes via wire's gateway"));
  const after = ['docker network create -d ipvlan line'];
  const ofIpvlan = checks(run('line'), { after });
  assert.ok(ofIpvlan.includes("container web has an IP in line's subnet"));
  assert.not.ok(ofIpvlan.some((sentence) => /MAC|routes/.test(sentence)));
  assert.not.ok(checks(run('host')).some((sentence) => /on network|IP|routes/.test(sentence)));
});

test('what is stopped is stopped, or gone where it goes by itself; what is removed is gone', () => {
  assert.equal(checks('docker stop web', { after: ['docker run -d --name web nginx'] }), [
    'container web is stopped',
  ]);
  assert.equal(checks('docker stop web', { after: ['docker run -d --rm --name web nginx'] }), [
    'container web is gone',
  ]);
  assert.equal(checks('docker rm web'), ['container web is gone']);
  assert.equal(checks('docker pause web'), ['container web is paused']);
  assert.equal(checks('docker unpause web'), ['container web is running']);
  assert.equal(checks('docker restart web'), ['container web has started']);
});

test.run();
