import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { originIn } from '../../../src/demo/contents.ts';
import { type Film, type Frame, filmOf } from '../../../src/demo/film.ts';
import { originText } from '../../../src/demo/origin.ts';
import { CLEAR } from '../../../src/demo/raster/canvas.ts';
import type { Font } from '../../../src/demo/raster/font.ts';
import { gifOf } from '../../../src/demo/raster/gif.ts';
import { Painter, type PaintOptions } from '../../../src/demo/raster/paint.ts';
import { pngOf } from '../../../src/demo/raster/png.ts';
import { withBrowser } from '../../support/chromium.ts';
import { withFolder } from '../../support/cli.ts';
import { WINDOW } from '../support.ts';
import { CAST } from './support.ts';

const ORIGIN = originText({ from: 'lab.md', options: {}, steps: ['1'.repeat(300)], fonts: [], version: '1' });
const options = (): PaintOptions => ({
  look: { ...WINDOW, captions: true },
  scale: 1,
  fonts: { own: [], missing: new Set() },
});
const film = (): Promise<Film> => filmOf(CAST, { speed: 1, idleMs: 10_000 });
const still = (shown: Film): Uint8Array =>
  pngOf(shown, shown.frames.at(-1)!, { ...options(), origin: ORIGIN, title: 'Ä', description: 'B' });

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

test('the same film gives the same bytes, on every machine', async () => {
  const shown = await film();
  // They change when pictures are drawn otherwise, and with nothing else.
  assert.equal(
    [digest(gifOf(shown, { ...options(), origin: '' })), digest(still(shown))],
    ['6bc8458f2c213cf9', '3cfc7723bcc3e1d9'],
  );
});

test('a window has a line around it that stays, whatever the rows and captions below are', async () => {
  const shown = await film();
  const painter = new Painter(shown, options());
  const { width, height, pixels } = painter.canvas;
  const edge = pixels[20 * width]!;
  const ground = pixels[20 * width + 20]!;
  assert.is.not(edge, ground);
  for (const frame of shown.frames) {
    painter.show(frame);
    for (const x of [20, width >> 1, width - 20])
      assert.equal([pixels[x], pixels[(height - 1) * width + x]], [edge, edge], `column ${x}`);
    for (const y of [20, height >> 1, height - 20])
      assert.equal([pixels[y * width], pixels[(y + 1) * width - 1]], [edge, edge], `row ${y}`);
  }
  assert.is(pixels[0], CLEAR);
});

test('pictures say what they were made of', async () => {
  const shown = await film();
  const gif = gifOf(shown, { ...options(), origin: ORIGIN });
  assert.equal(originIn(gif, 'gif')?.steps, ['1'.repeat(300)]);
  assert.equal(originIn(still(shown), 'png')?.from, 'lab.md');
  assert.is(originIn(Buffer.from('no picture'), 'gif'), undefined);
});

test('what no font has is told, and other fonts are asked for it', async () => {
  const shown = await film();
  const { fonts } = options();
  gifOf(shown, { ...options(), fonts, origin: '' });
  assert.equal([...fonts.missing], ['ฟ']);
  const square = [
    { x: 0, y: 0, on: true },
    { x: 1000, y: 0, on: true },
    { x: 1000, y: 700, on: true },
    { x: 0, y: 700, on: true },
  ];
  const glyph = (character: number) =>
    character === 'ฟ'.codePointAt(0) ? { advance: 1000, contours: [square] } : undefined;
  const own = { own: [{ unitsPerEm: 1000, glyph } as unknown as Font], missing: new Set<string>() };
  const drawn = gifOf(shown, { ...options(), fonts: own, origin: '' });
  assert.equal([...own.missing], []);
  assert.not.ok(Buffer.from(drawn).equals(gifOf(shown, { ...options(), origin: '' })));
});

test('a browser shows what was painted, pixel by pixel, at its time', async () => {
  const shown = await film();
  const gif = gifOf(shown, { ...options(), origin: ORIGIN });
  await withFolder({ 'x.html': '' }, async (folder) => {
    await writeFile(join(folder, 'x.html'), '');
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(`file://${join(folder, 'x.html')}`);
      const decoded = async (bytes: Uint8Array, type: string): Promise<readonly Decoded[]> => {
        const data = Buffer.from(bytes).toString('base64');
        return (await page.evaluate(`(${DECODE})(${JSON.stringify({ data, type })})`)) as readonly Decoded[];
      };
      const frames = await decoded(gif, 'image/gif');
      assert.ok(frames.length > 4, `${frames.length} frames`);
      for (const { at, pixels } of frames) {
        const frame = shown.frames.findLast((one) => Math.round(one.at / 10) * 10 <= at)!;
        assert.equal(differing(pixels, shown, frame), [], `at ${at} ms`);
      }
      assert.is(frames.at(-1)!.at + frames.at(-1)!.lasts, shown.durationMs);
      const [one] = await decoded(still(shown), 'image/png');
      assert.equal(differing(one!.pixels, shown, shown.frames.at(-1)!), []);
    });
  });
});

interface Decoded {
  /** Ms. */
  readonly at: number;
  readonly lasts: number;
  /** Base64 of rgba. */
  readonly pixels: string;
}

/** Each frame as a browser decodes it. */
const DECODE = `async ({ data, type }) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const decoder = new ImageDecoder({ data: bytes, type });
  await decoder.tracks.ready;
  await decoder.completed;
  const frames = [];
  for (let index = 0; index < decoder.tracks.selectedTrack.frameCount; index += 1) {
    const { image } = await decoder.decode({ frameIndex: index });
    const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let at = 0; at < rgba.length; at += 32768) text += String.fromCharCode(...rgba.subarray(at, at + 32768));
    frames.push({ at: image.timestamp / 1000, lasts: image.duration / 1000, pixels: btoa(text) });
  }
  return frames;
}`;

/** The first few pixels that are not as the frame is painted on a new canvas. */
function differing(pixels: string, shown: Film, frame: Frame): readonly string[] {
  const painter = new Painter(shown, options());
  painter.show(frame);
  const { width, pixels: painted } = painter.canvas;
  const rgba = Buffer.from(pixels, 'base64');
  assert.is(rgba.length, painted.length * 4);
  const wrong: string[] = [];
  painted.forEach((color, at) => {
    const found = rgba[at * 4 + 3] === 0 ? CLEAR : rgba.readUIntBE(at * 4, 3);
    if (found !== color && wrong.length < 5)
      wrong.push(`${at % width},${Math.floor(at / width)}: ${found.toString(16)}, not ${color.toString(16)}`);
  });
  return wrong;
}

test.run();
