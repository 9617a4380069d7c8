import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shardOfCi } from '../../src/cli/ci-shard.ts';

for (const [system, env, shard] of [
  ['a GitHub matrix', { STRATEGY_JOB_INDEX: '0', STRATEGY_JOB_TOTAL: '3' }, { index: 1, count: 3 }],
  ['GitLab', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '3' }, { index: 3, count: 3 }],
  ['CircleCI', { CIRCLE_NODE_INDEX: '1', CIRCLE_NODE_TOTAL: '4' }, { index: 2, count: 4 }],
  ['Buildkite', { BUILDKITE_PARALLEL_JOB: '4', BUILDKITE_PARALLEL_JOB_COUNT: '5' }, { index: 5, count: 5 }],
  ['Azure', { SYSTEM_JOBPOSITIONINPHASE: '1', SYSTEM_TOTALJOBSINPHASE: '2' }, { index: 1, count: 2 }],
  ['an indexed Kubernetes job', { JOB_COMPLETION_INDEX: '2', JOB_COMPLETIONS: '3' }, { index: 3, count: 3 }],
  ['a GitLab job that is not divided', { CI_NODE_TOTAL: '1' }, undefined],
  ['no CI system', {}, undefined],
] as const) {
  test(`auto is the part that ${system} names`, () => assert.equal(shardOfCi(env), shard));
}

for (const env of [
  { JOB_COMPLETION_INDEX: '2' },
  { CI_NODE_INDEX: '0', CI_NODE_TOTAL: '3' },
  { CIRCLE_NODE_INDEX: '3', CIRCLE_NODE_TOTAL: '3' },
  { STRATEGY_JOB_INDEX: 'one', STRATEGY_JOB_TOTAL: '3' },
]) {
  test(`${JSON.stringify(env)} names no part, which is said`, () => {
    const shard = shardOfCi(env);
    assert.ok(shard && 'error' in shard);
    assert.match(shard.error, '--shard auto: ');
  });
}

test.run();
