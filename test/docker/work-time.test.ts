import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addCheck } from '../../src/check/catalogue.ts';
import { afterWork, workClock, workLimit, workTime } from '../../src/docker/work-time.ts';
import type { EngineReader } from '../../src/model/engine.ts';
import { verify } from '../../src/run/verify.ts';

/** A machine whose time and load are what a test says. */
function machine() {
  const state = { at: 0, demand: 0.5 };
  return { state, clock: workClock({ now: () => state.at, demand: () => state.demand }) };
}

test('on a machine that has processors to spare time passes as everywhere', () => {
  const { state, clock } = machine();
  state.at = 30_000;
  assert.is(clock.now(), 30_000);
  assert.is(clock.slowness(), 1);
});

test('where seven processes want a processor, seven seconds are one', () => {
  const { state, clock } = machine();
  state.demand = 7;
  state.at = 1_000;
  clock.now();
  const before = clock.now();
  state.at += 70_000;
  assert.is(Math.round(clock.now() - before), 10_000);
});

test('a load that comes and goes counts as long as it is there', () => {
  const { state, clock } = machine();
  for (const demand of [1, 4, 4, 4, 1, 1]) {
    state.demand = demand;
    state.at += 1_000;
    clock.now();
  }
  // Two seconds alone, two among four, and between them the mean of both.
  assert.is(Math.round(clock.now()), Math.round(1_000 + 1_000 / 2.5 + 500 + 1_000 / 2.5 + 1_000));
});

test('no machine is so busy that a limit never comes', () => {
  const { state, clock } = machine();
  state.demand = 1_000;
  state.at = 1_000;
  const before = clock.now();
  state.at += 100_000;
  assert.ok(clock.now() - before >= 10_000);
});

test('this machine has a demand that can be counted with', () => {
  const before = workTime.now();
  assert.ok(workTime.now() >= before);
  assert.ok(workTime.slowness() >= 1 && workTime.slowness() <= 10);
});

test('a limit comes when its time has passed by the clock, and not when it was called off', async () => {
  const { state, clock } = machine();
  const told: string[] = [];
  afterWork(3, () => told.push('late'), clock);
  const callOff = afterWork(3, () => told.push('called off'), clock);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(told, []);
  callOff();
  state.at = 3;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(told, ['late']);
  const signal = workLimit(1, clock);
  state.at = 5;
  while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.match(String(signal.reason), 'not done within 1 ms');
});

test('a check of a state that is still to come is verified as long as its deadline says by the clock', async () => {
  const { state, clock } = machine();
  let looks = 0;
  addCheck('own', {
    form: 'it has come',
    pattern: /^it has come$/,
    deadlineMs: 10_000,
    verify: async () => {
      looks += 1;
      // Each look takes 2 s; the machine has a quarter of that for it.
      state.at += 2_000;
      state.demand = 4;
      return looks < 15 ? { verdict: 'failed', found: 'nothing yet' } : { verdict: 'passed' };
    },
  });
  const engine = {} as EngineReader;
  const { signal } = new AbortController();
  assert.is((await verify('it has come', 1, { engine, signal }, clock)).verdict, 'passed');
  assert.is(looks, 15);
  // Where nothing else runs it is given up sooner.
  looks = 0;
  const alone = { now: () => state.at };
  assert.is((await verify('it has come', 1, { engine, signal }, alone)).verdict, 'failed');
});

test.run();
