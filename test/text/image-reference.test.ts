import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  fullReference,
  isReference,
  meantTag,
  parseReference,
  sameImage,
  shortReference,
  withoutDigest,
} from '../../src/text/image-reference.ts';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

test('a reference has a registry, a name, a tag and a digest', () => {
  assert.equal(parseReference(`registry.example.com:5000/team/web:1.2@${DIGEST}`), {
    registry: 'registry.example.com:5000',
    name: 'registry.example.com:5000/team/web',
    tag: '1.2',
    digest: DIGEST,
  });
  assert.equal(parseReference('alpine'), { registry: '', name: 'alpine', tag: '', digest: '' });
});

test('a colon before the last slash is of a port and not of a tag', () => {
  assert.is(parseReference('localhost:5000/web').tag, '');
  assert.is(parseReference('localhost:5000/web').registry, 'localhost:5000');
  assert.is(parseReference('localhost:5000/web:1').tag, '1');
  assert.is(parseReference('localhost:5000').tag, '5000');
});

test('the first part is a registry where it could be no folder of Docker’s own', () => {
  for (const [reference, registry] of [
    ['localhost/web', 'localhost'],
    ['quay.io/team/web', 'quay.io'],
    ['[fd00::1]:5000/web', '[fd00::1]:5000'],
    ['SHED/web', 'SHED'],
    ['team/web', ''],
    ['web', ''],
    ['web.d', ''],
    ['docker.io/team/web', ''],
  ] as const)
    assert.is(parseReference(reference).registry, registry, reference);
});

test('an image is known by the shortest name docker gives it, with its tag', () => {
  assert.is(fullReference('alpine'), 'alpine:latest');
  assert.is(fullReference('docker.io/library/alpine:3.9'), 'alpine:3.9');
  assert.is(fullReference('index.docker.io/library/alpine'), 'alpine:latest');
  assert.is(fullReference('library/alpine'), 'alpine:latest');
  assert.is(fullReference('docker.io/shop/web'), 'shop/web:latest');
  assert.is(fullReference('localhost:5000/library/web'), 'localhost:5000/library/web:latest');
});

test('a digest stands for a tag', () => {
  assert.is(fullReference('alpine@sha256:0a1b'), 'alpine@sha256:0a1b');
  assert.is(fullReference('alpine:3@sha256:0a1b'), 'alpine:3@sha256:0a1b');
  assert.is(meantTag(parseReference('alpine@sha256:0a1b')), '');
  assert.is(meantTag(parseReference('alpine:3@sha256:0a1b')), '3');
  assert.is(meantTag(parseReference('alpine')), 'latest');
});

test('the tag latest goes without saying', () => {
  assert.is(shortReference('docker.io/library/alpine:latest'), 'alpine');
  assert.is(shortReference('alpine:3'), 'alpine:3');
  assert.is(shortReference('localhost:5000/web'), 'localhost:5000/web');
});

test('a digest can be left out, and nothing else that follows an @', () => {
  assert.is(withoutDigest(`alpine:3@${DIGEST}`), 'alpine:3');
  assert.is(withoutDigest('alpine@sha256:0a'), 'alpine');
  assert.is(withoutDigest('ada@shed'), 'ada@shed');
  assert.is(withoutDigest('ada@shed:/srv'), 'ada@shed:/srv');
});

test('two references are of one image that docker shows alike', () => {
  assert.ok(sameImage('docker.io/library/alpine', 'alpine:latest'));
  assert.not.ok(sameImage('alpine', 'alpine:3'));
  assert.not.ok(sameImage('quay.io/alpine', 'alpine'));
  assert.not.ok(sameImage('alpine@sha256:0a1b', 'alpine'));
});

test('docker takes these for references', () => {
  for (const text of [
    'alpine',
    'a',
    'team/web_2--x.y:1.0-rc.1_a',
    'registry.example.com:5000/a/b/c:x',
    'LOCAL/web',
    'localhost/web',
    '[fd00::1]:5000/web',
    `alpine@${DIGEST}`,
    `alpine:3@${DIGEST}`,
    'x'.repeat(250),
    `x:${'1'.repeat(128)}`,
  ])
    assert.ok(isReference(text), text);
});

test('docker takes none of these for one', () => {
  for (const text of [
    '',
    ':latest',
    'Alpine',
    'team/Web',
    '-alpine',
    'alpine-',
    'a..b',
    'a___b',
    'a//b',
    '/a',
    'a/',
    'alpine:',
    'alpine:-1',
    `x:${'1'.repeat(129)}`,
    'alpine@sha256:0a1b',
    'alpine@',
    '$IMAGE',
    '<image>',
    'alpine 3',
    'alpine\n',
    'x'.repeat(700),
  ])
    assert.not.ok(isReference(text), text);
});

test.run();
