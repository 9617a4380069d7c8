import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { engineRoots, isOfVersion } from '../../src/docker/engine-roots.ts';

test('a version is of what it begins with, part by part, whatever a distributor adds to it', () => {
  for (const wanted of ['28', '28.5', '28.5.2']) assert.ok(isOfVersion('28.5.2+dfsg4', wanted), wanted);
  for (const wanted of ['2', '28.5.1', '28.50', '5']) assert.not(isOfVersion('28.5.2', wanted), wanted);
  assert.not(isOfVersion('', '28'));
});

test('several root file systems are separated by colons', () => {
  assert.equal(engineRoots({ LABPROOF_ENGINE_ROOT: '/srv/a::/srv/b' }), ['/srv/a', '/srv/b']);
  assert.equal(engineRoots({ LABPROOF_ENGINE_ROOT: '' }), []);
  assert.equal(engineRoots({}), []);
});

test.run();
