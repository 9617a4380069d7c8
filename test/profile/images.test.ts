import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runsOfficially } from '../../src/profile/images.ts';

for (const [reference, runs] of [
  ['alpine', 'shell'],
  ['alpine:3.19', 'shell'],
  [`docker.io/library/debian:stable@sha256:${'0'.repeat(64)}`, 'shell'],
  ['python:3-slim', 'client'],
  ['nginx', 'endless'],
  ['registry.example.com:5000/mirror/nginx:1', 'endless'],
  ['localhost:5000/registry', 'endless'],
  ['hello-world', 'ends'],
  ['orchard', undefined],
  ['nginx/orchard', undefined],
  ['constructor', undefined],
  ['', undefined],
] as const)
  test(`the image "${reference}" runs by default: ${runs}`, () => {
    assert.is(runsOfficially(reference), runs);
  });

test.run();
