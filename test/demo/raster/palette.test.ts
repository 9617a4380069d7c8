import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CLEAR } from '../../../src/demo/raster/canvas.ts';
import { paletteOf } from '../../../src/demo/raster/palette.ts';

test('up to 256 colours are kept as they are', () => {
  const colors = Array.from({ length: 255 }, (_, index) => index * 65_793);
  const { colors: kept, indexOf } = paletteOf(new Map([...colors, CLEAR].map((color) => [color, 1])));
  assert.is(kept.length, 256);
  for (const color of [...colors, CLEAR]) assert.is(kept[indexOf(color)], color);
});

test('of more, each is shown as one near to it', () => {
  const colors = Array.from(
    { length: 4096 },
    (_, index) => (((index & 15) * 17) << 16) | ((((index >> 4) & 15) * 17) << 8) | ((index >> 8) * 17),
  );
  const { colors: kept, indexOf } = paletteOf(new Map(colors.map((color) => [color, 1])));
  assert.ok(kept.length <= 256);
  for (const color of colors) {
    const shown = kept[indexOf(color)]!;
    for (const shift of [16, 8, 0])
      assert.ok(Math.abs(((color >> shift) & 255) - ((shown >> shift) & 255)) < 64, color.toString(16));
  }
});

test.run();
