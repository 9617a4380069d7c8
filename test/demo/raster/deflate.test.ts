import { inflateSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deflate } from '../../../src/demo/raster/deflate.ts';

/** Numbers that look random, the same each time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

const DATA: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(0),
  'a byte': Uint8Array.of(200),
  noise: noise(70_000),
  'the same byte again and again': new Uint8Array(100_000).fill(7),
  'what repeats far back': Buffer.concat([noise(32_768), noise(32_768), noise(40_000)]),
  'matches of every length': Buffer.concat(
    Array.from({ length: 300 }, (_, length) => Buffer.concat([noise(length), Uint8Array.of(length & 255)])),
  ),
};

for (const [name, data] of Object.entries(DATA)) {
  test(`zlib reads it back: ${name}`, () => {
    assert.ok(inflateSync(deflate(data)).equals(data));
  });
}

test('what repeats takes little', () => {
  assert.ok(deflate(DATA['the same byte again and again']!).length < 1000);
});

test.run();
