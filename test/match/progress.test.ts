import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { match, verdict } from './support.ts';

const up = { verb: 'compose up' };
const started = (...names: readonly string[]): string =>
  names.map((name) => ` Container ${name}  Started`).join('\n');

test('how far a command has come is noise', () => {
  assert.is(verdict(started('lab-web-1'), ' Container lab-web-1  Running', up), 'passed');
  assert.is(verdict('Creating lab_web_1 ... done', started('lab-web-1'), up), 'passed');
});

test('another object in its place is a mistake', () => {
  const { verdict: found, differences } = match(
    started('lab-web-1', 'lab-cash-1'),
    started('lab-web-1', 'lab-cache-1'),
    up,
  );
  assert.is(found, 'failed');
  assert.is(differences[0]?.cause, 'line 102 says container lab-cash-1; live it is lab-cache-1');
});

test('an object of another kind is a mistake', () => {
  const deploy = { verb: 'stack deploy' };
  assert.is(verdict('Creating volume app_default', 'Creating network app_default', deploy), 'failed');
  assert.is(verdict('Creating network app_default', 'Creating network app_default', deploy), 'passed');
});

test('an object that was there before is not named', () => {
  const network = ' Network lab_default  Created\n';
  assert.is(verdict(network + started('lab-web-1'), started('lab-web-1'), up), 'passed');
  assert.is(verdict(started('lab-web-1'), network + started('lab-web-1'), up), 'passed');
});

test("a project that is called after the author's folder corresponds", () => {
  assert.is(verdict(started('app-web-1', 'app-db-1'), started('lab-web-1', 'lab-db-1'), up), 'passed');
  assert.is(verdict(started('app-web-1', 'lab-db-1'), started('lab-web-1', 'lab-db-1'), up), 'failed');
});

test("a build's steps and its tag are facts", () => {
  const plain = (step: string, tag = 'app:1'): string =>
    `#4 [1/2] FROM docker.io/library/alpine:latest\n#5 [2/2] ${step}\n#6 naming to docker.io/library/${tag} done`;
  const build = { verb: 'build' };
  assert.is(verdict(plain('RUN echo a'), plain('RUN echo a'), build), 'passed');
  assert.is(verdict(plain('RUN echo b'), plain('RUN echo a'), build), 'failed');
  assert.is(verdict(plain('RUN echo a', 'app:2'), plain('RUN echo a'), build), 'failed');
  assert.is(verdict(plain('RUN echo a').replace('2/2', '1/2'), plain('RUN echo a'), build), 'failed');
  const classic = (image: string): string => `Step 1/2 : FROM ${image}\nStep 2/2 : RUN echo a`;
  assert.is(verdict(classic('alpine:latest'), classic('alpine'), build), 'passed');
  assert.is(verdict(classic('nginx'), classic('alpine'), build), 'failed');
  assert.is(verdict(classic('alpine'), plain('RUN echo a'), build), 'passed');
});

test("a build's base image and Dockerfile are facts, on a terminal too", () => {
  const plain =
    '#2 [internal] load metadata for docker.io/library/alpine:latest\n#5 [2/2] RUN echo hello > /greeting';
  const drawn = (image: string, step: string): string =>
    ` => [internal] load metadata for docker.io/library/${image}:latest   0.0s\n => CACHED [2/2] RUN ${step}   0.0s`;
  const build = { verb: 'build' };
  assert.is(verdict(drawn('alpine', 'echo hello > /greeting'), plain, build), 'passed');
  assert.is(verdict(drawn('alpine', 'echo hello > /gree'), plain, build), 'passed');
  assert.is(verdict(drawn('nginx', 'echo hello > /greeting'), plain, build), 'failed');
  assert.is(verdict(drawn('alpine', 'echo hallo > /greeting'), plain, build), 'failed');
});

test('the image of a service is a fact', () => {
  const said = (image: string): string => `image ${image} could not be accessed on a registry to record`;
  assert.is(verdict(said('redis:latest'), said('busybox:latest'), { verb: 'service create' }), 'failed');
});

test.run();
