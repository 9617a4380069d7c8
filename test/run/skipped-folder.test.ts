import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CommandResult } from '../../src/model/verdict.ts';
import { planLab } from '../../src/plan/plan.ts';
import type { LabContext } from '../../src/run/context.ts';
import { inSkippedFolder } from '../../src/run/skipped-folder.ts';
import { labOf } from '../support/labs.ts';

/** Why the last of these commands can't be run when the first was skipped. */
function afterSkipped(...scripts: readonly string[]): string | undefined {
  const plan = planLab(labOf(scripts));
  const skipped = { verdict: 'skipped', skip: { reason: 'platform', message: '' } } as CommandResult;
  const results = new Map([[0, skipped]]);
  return inSkippedFolder(plan.commands.at(-1)!, { plan, results } as unknown as LabContext)?.reason;
}

test('what works on the folder that a skipped cd leads to is blocked', () => {
  assert.is(afterSkipped('cd shop', 'git status'), 'blocked');
  assert.is(afterSkipped('cd shop', 'npm init --yes'), 'blocked');
  assert.is(afterSkipped('cd shop', 'echo port=80 >> shop.conf'), 'blocked');
});

test('what shows the folder that a skipped cd leads to is blocked', () => {
  for (const script of ['ls', 'ls -la', 'pwd', 'tree -L 2', 'find . -name "*.go"', 'ls *.go'])
    assert.is(afterSkipped('cd shop', script), 'blocked', script);
  for (const script of ['ls /tmp', 'ls src', 'find /tmp -name x', 'du -sh /tmp'])
    assert.is(afterSkipped('cd shop', script), undefined, script);
});

test('the way back from a folder that a skipped cd leads to is left out, and leads to where one was', () => {
  assert.is(afterSkipped('cd shop', 'cd ..'), 'blocked');
  assert.is(afterSkipped('cd shop', 'cd -'), 'blocked');
  assert.is(afterSkipped('cd shop', 'cd ..', 'ls'), undefined);
  assert.is(afterSkipped('cd shop/web', 'cd ..', 'ls'), 'blocked');
  assert.is(afterSkipped('cd shop/web', 'cd ../..', 'ls'), undefined);
  assert.is(afterSkipped('cd /srv/shop', 'cd ..', 'ls'), 'blocked');
});

test('a folder that the lab makes in one that a skipped cd leads to is its own, and the way back is not', () => {
  assert.is(afterSkipped('cd shop', 'cd till', 'ls'), undefined);
  assert.is(afterSkipped('cd shop', 'cd till', 'cd ..'), undefined);
  assert.is(afterSkipped('cd shop', 'cd till', 'cd ..', 'ls'), 'blocked');
  assert.is(afterSkipped('cd shop', 'cd till/top', 'cd ..', 'ls'), undefined);
  assert.is(afterSkipped('cd shop', 'cd till', 'cd ..', 'cd ..', 'ls'), undefined);
});

test('what does not depend on the folder runs after a skipped cd', () => {
  assert.is(afterSkipped('cd shop', 'git config --global user.name Ann'), undefined);
  assert.is(afterSkipped('cd shop', 'echo hello'), undefined);
  assert.is(afterSkipped('cd shop', 'docker ps'), undefined);
  assert.is(afterSkipped('cd shop', 'cd /tmp', 'git status'), undefined);
});

test.run();
