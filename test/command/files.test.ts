import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { filesOf, isBelow } from '../../src/command/files.ts';

test('a build needs its Dockerfile: in the context, or where -f says', () => {
  assert.equal(filesOf('docker build -t a .').needs, ['Dockerfile']);
  assert.equal(filesOf('docker build -t a ./app/').needs, ['./app/Dockerfile']);
  assert.equal(filesOf('docker build -f x.Dockerfile .').needs, ['x.Dockerfile']);
  assert.equal(filesOf('docker build https://example.org/r.git').needs, []);
  assert.equal(filesOf('docker build - < Dockerfile').needs, ['Dockerfile']);
});

test('output redirections, touch, save -o and git clone make files', () => {
  assert.equal(filesOf('docker export c > c.tar').makes, ['c.tar']);
  assert.equal(filesOf('docker save -o i.tar img').makes, ['i.tar']);
  assert.equal(filesOf('git clone https://example.org/group/repo.git').makes, ['repo']);
  assert.equal(filesOf('docker ps 2>/dev/null').makes, []);
});

test('what a line makes itself it does not need', () => {
  assert.equal(filesOf('mkdir app && cd app').needs, []);
  assert.equal(filesOf('echo hi > f; cat f').needs, []);
});

test('behind a program that may make files a line needs none; pipes of known ones still do', () => {
  assert.equal(filesOf('git init -q demo && cd demo').needs, []);
  assert.equal(filesOf('npx create-thing shop && cat shop/README.md').needs, []);
  assert.equal(filesOf('make && ./app < input.txt').needs, []);
  assert.equal(filesOf('cat words.txt | grep a && cat more.txt').needs, ['words.txt']);
  assert.equal(filesOf('mkdir -p a && cd b').needs, ['b']);
});

test('copying from a container needs no file, copying to it does', () => {
  assert.equal(filesOf('docker cp web:/etc/hosts .').needs, []);
  assert.equal(filesOf('docker cp index.html web:/srv').needs, ['index.html']);
  assert.equal(filesOf('docker cp index.html /srv').needs, []);
});

test('the number of lines of head and tail is no file', () => {
  assert.equal(filesOf('docker ps | head -n 1').needs, []);
  assert.equal(filesOf('tail -n 2 log.txt').needs, ['log.txt']);
});

test('a path lies below a folder or is it, whole names only', () => {
  assert.ok(isBelow('./app/x', ['app']));
  assert.ok(isBelow('app/', ['app']));
  assert.not.ok(isBelow('apple', ['app']));
});

test('the result of a build goes where -o says', () => {
  assert.equal(filesOf('docker build -o out .').makes, ['out']);
  assert.equal(filesOf('docker build --output type=tar,dest=out.tar .').makes, ['out.tar']);
  assert.equal(filesOf('docker build -o - . > all.tar').makes, ['all.tar']);
});

test('profiles, secrets and configurations are read from files', () => {
  assert.equal(filesOf('docker run --security-opt seccomp=strict.json alpine').needs, ['strict.json']);
  assert.equal(filesOf('docker run --security-opt seccomp=unconfined alpine').needs, []);
  assert.equal(filesOf('docker secret create key ./key.txt').needs, ['./key.txt']);
  assert.equal(filesOf('printf x | docker config create site -').needs, []);
});

test.run();
