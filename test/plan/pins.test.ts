import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { effectsOf } from '../../src/command/meaning.ts';
import { pinsOf } from '../../src/plan/pins.ts';

test('addresses that a container is told are pinned', () => {
  const pins = pinsOf(effectsOf('docker run --add-host db:10.1.2.3 --dns 9.9.9.9 --ip 10.1.2.9 alpine'));
  const addresses = pins.filter(({ kind }) => kind === 'address').map(({ value }) => value);
  assert.equal(addresses.sort(), ['10.1.2.3', '10.1.2.9', '9.9.9.9']);
});

test.run();
