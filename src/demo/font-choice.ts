import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Font } from './raster/font.ts';

/** The fonts in these files, which are looked for in `folder`. */
export function readFonts(
  files: readonly string[],
  folder: string,
): readonly Font[] | { readonly error: string } {
  const fonts: Font[] = [];
  for (const file of files) {
    try {
      fonts.push(new Font(readFileSync(resolve(folder, file))));
    } catch (error) {
      return { error: `font ${file}: ${(error as Error).message.split('\n')[0]}` };
    }
  }
  return fonts;
}
