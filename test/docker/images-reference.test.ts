import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fullReference, parseReference } from '../../src/docker/images-reference.ts';

test('an image is known by the shortest name docker gives it, with its tag', () => {
  assert.is(fullReference('alpine'), 'alpine:latest');
  assert.is(fullReference('docker.io/library/alpine:3.9'), 'alpine:3.9');
  assert.is(fullReference('docker.io/shop/web'), 'shop/web:latest');
  assert.is(fullReference('localhost:5000/web'), 'localhost:5000/web:latest');
});

test('a digest stands for a tag', () => {
  assert.equal(parseReference('alpine@sha256:0a1b'), { name: 'alpine', tag: '', digest: 'sha256:0a1b' });
  assert.is(fullReference('alpine@sha256:0a1b'), 'alpine@sha256:0a1b');
});

test.run();
