import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Correspondence } from '../../../src/match/correspondence.ts';
import { verdict } from '../support.ts';

const CLASSIC = (id: string, tag: string): string => `Sending build context to Docker daemon  2.048kB
Step 1/2 : FROM alpine
 ---> ${'1'.repeat(12)}
Step 2/2 : RUN echo hello
 ---> Running in ${'2'.repeat(12)}
hello
Removing intermediate container ${'2'.repeat(12)}
 ---> ${id}
Successfully built ${id}
Successfully tagged ${tag}`;
const BUILDKIT = `#5 [2/2] RUN echo hello
#5 DONE 0.2s
#6 exporting to image
#6 naming to docker.io/library/made:1.0 done`;
const build = { verb: 'build' };

test('the ID of a built image corresponds', () => {
  const correspondence = new Correspondence();
  const around = { ...build, correspondence };
  assert.is(
    verdict(CLASSIC('a'.repeat(12), 'made:1.0'), CLASSIC('b'.repeat(12), 'made:1.0'), around),
    'passed',
  );
  assert.is(correspondence.liveOf('a'.repeat(12)), 'b'.repeat(12));
});

test('how the builder got there does not count', () => {
  assert.is(verdict(CLASSIC('a'.repeat(12), 'made:1.0'), BUILDKIT, build), 'passed');
});

test('the tag is a fact for both builders', () => {
  assert.is(verdict(CLASSIC('a'.repeat(12), 'made:2.0'), BUILDKIT, build), 'failed');
  assert.is(
    verdict(CLASSIC('a'.repeat(12), 'made:2.0'), CLASSIC('a'.repeat(12), 'made:1.0'), build),
    'failed',
  );
});

test.run();
