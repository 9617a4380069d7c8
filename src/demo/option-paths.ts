import { isAbsolute, join, relative } from 'node:path';
import type { DemoValues } from './settings.ts';
import { isThemeFile } from './theme-choice.ts';

/**
 * Options of a command line with their files as seen from another folder; both are given as seen from where the
 * program runs. A file that was named by its whole path keeps that.
 */
export function optionsSeenFrom(folder: string, options: DemoValues): DemoValues {
  return moved(options, (file) => relative(folder, file).replaceAll('\\', '/'));
}

/** The opposite: options whose files are seen from that folder. */
export function optionsSeenFromHere(folder: string, options: DemoValues): DemoValues {
  return moved(options, (file) => join(folder, file));
}

function moved(options: DemoValues, move: (file: string) => string): DemoValues {
  const put = (file: string): string => (isAbsolute(file) ? file : move(file));
  const { font, theme } = options;
  return {
    ...options,
    ...(font === undefined ? {} : { font: Array.isArray(font) ? font.map(put) : put(String(font)) }),
    ...(theme === undefined
      ? {}
      : {
          theme: String(theme)
            .split(',')
            .map((name) => (isThemeFile(name) ? put(name.trim()) : name))
            .join(','),
        }),
  };
}
