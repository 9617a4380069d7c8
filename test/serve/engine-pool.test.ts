import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EnginePool } from '../../src/serve/engine-pool.ts';

const SMALL = { container: 'small', machines: 1 };
const LARGE = { container: 'large', machines: 3 };

test('seats go to the engine with the fewest, as long as it has room', () => {
  const pool = new EnginePool([SMALL, LARGE]);
  assert.is(pool.room, 4);
  assert.equal(
    [0, 1, 2, 3].map((seat) => pool.engineFor(seat)),
    [SMALL, LARGE, LARGE, LARGE],
  );
});

test('a seat stays on its engine', () => {
  const pool = new EnginePool([SMALL, LARGE]);
  const first = pool.engineFor(7);
  pool.engineFor(8);
  assert.is(pool.engineFor(7), first);
});

test('engines without a bound have room for all', () => {
  assert.is(new EnginePool(['private']).room, Number.POSITIVE_INFINITY);
});

test.run();
