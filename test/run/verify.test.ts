import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addCheck } from '../../src/check/catalogue.ts';
import type { EngineReader } from '../../src/model/engine.ts';
import { verify } from '../../src/run/verify.ts';

test('a check that throws is undecided and says why', async () => {
  addCheck('broken', {
    form: 'all is well',
    pattern: /^all is well$/,
    deadlineMs: 10_000,
    verify: () => {
      throw new RangeError('it fell over');
    },
  });
  const result = await verify('all is well', 7, {
    engine: {} as EngineReader,
    signal: new AbortController().signal,
  });
  assert.equal(result, { sentence: 'all is well', verdict: 'skipped', found: 'it fell over', line: 7 });
});

test.run();
