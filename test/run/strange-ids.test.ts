import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Inventory } from '../../src/command/inventory.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { EngineObject } from '../../src/model/verdict.ts';
import { planLab } from '../../src/plan/plan.ts';
import type { LabContext } from '../../src/run/context.ts';
import { fillStrangeIds, strangeId } from '../../src/run/strange-ids.ts';
import { labOf } from '../support/labs.ts';

const container = (name: string): EngineObject =>
  ({ kind: 'container', id: '0f'.repeat(32), name }) as EngineObject;

function at(scripts: readonly string[], made: readonly EngineObject[] = []) {
  const plan = planLab(labOf(scripts));
  const context = {
    plan,
    correspondence: new Correspondence(),
    inventory: new Inventory(),
    made: () => made,
  } as unknown as LabContext;
  return { command: plan.commands.at(-1)!.command, context };
}

test('an ID that no output shows is for the reader to fill in', () => {
  const { command, context } = at(['docker stop 4c01db0b339c']);
  assert.is(strangeId(command, context)?.reason, 'placeholder');
  assert.is(fillStrangeIds(command, context), undefined);
});

test('it stands for the one container that the lab has', () => {
  const { command, context } = at(['docker stop 4c01db0b339c'], [container('web')]);
  assert.is(fillStrangeIds(command, context), 'docker stop web');
});

test('it stands for none of several', () => {
  const { command, context } = at(['docker stop 4c01db0b339c'], [container('web'), container('db')]);
  assert.is(fillStrangeIds(command, context), undefined);
});

test('names, and IDs that the lab knows, are no strangers', () => {
  for (const script of [
    'docker stop web',
    'docker stop c1',
    'docker stop decade',
    `docker stop ${'0f'.repeat(6)}`,
  ]) {
    const { command, context } = at([script], [container('web')]);
    assert.is(strangeId(command, context), undefined, script);
  }
});

test.run();
