import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { planLab } from '../../src/plan/plan.ts';
import type { LabContext } from '../../src/run/context.ts';
import { decide } from '../../src/run/skips.ts';
import { labOf } from '../support/labs.ts';

test("where the engine's socket can be reached, a command that chooses it is skipped", async () => {
  const context = { options: { online: false }, covered: false } as unknown as LabContext;
  for (const script of ['docker -H unix:///var/run/docker.sock ps', 'unset DOCKER_HOST']) {
    const [planned] = planLab(labOf([script])).commands;
    const decision = await decide(planned!, context);
    assert.is('skip' in decision && decision.skip.reason, 'platform', script);
  }
});

test.run();
