import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Font } from './raster/font.ts';

/** A font that a user has named. */
export interface ChosenFont {
  readonly font: Font;
  /** Of its file and its place in it; two machines may have two fonts of one name. */
  readonly digest: string;
}

/** The fonts in these files, which are looked for in `folder`; `FILE#2` is the second of a collection. */
export function readFonts(
  files: readonly string[],
  folder: string,
): readonly ChosenFont[] | { readonly error: string } {
  const fonts: ChosenFont[] = [];
  for (const file of files) {
    const [, path = file, place = '1'] = /^(.+)#(\d+)$/.exec(file) ?? [];
    try {
      const bytes = readFileSync(resolve(folder, path));
      const digest = createHash('sha256').update(`${place}\n`).update(bytes).digest('hex').slice(0, 8);
      fonts.push({ font: new Font(bytes, Number(place)), digest });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const said =
        code === 'ERR_OUT_OF_RANGE' || code === 'ERR_BUFFER_OUT_OF_BOUNDS'
          ? 'the file is cut short or damaged'
          : message.split('\n')[0];
      return { error: `font ${file}: ${said}` };
    }
  }
  return fonts;
}
