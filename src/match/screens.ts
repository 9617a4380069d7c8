import type { Line } from './context.ts';
import { columnsOf } from './layouts/table-columns.ts';

/**
 * The first screen that is complete of a table that is drawn anew again and again, as by `docker
 * stats`; any other text as it is.
 */
export function oneScreen(lines: readonly Line[]): readonly Line[] {
  const at = lines.findIndex(({ text }) => text.trim() !== '');
  const header = lines[at]?.text.trim().split(/\s+/).join(' ') ?? '';
  if (header === '' || !columnsOf(lines[at]!.text)) return lines;
  const starts = lines.flatMap(({ text }, index) =>
    text.trim().split(/\s+/).join(' ') === header ? [index] : [],
  );
  if (starts.length < 2) return lines;
  const screens = starts.map((start, index) => lines.slice(start, starts[index + 1]));
  const complete = screens.find(
    (screen) =>
      screen.some(({ text }, index) => index > 0 && text.trim() !== '') &&
      // Before it has measured anything, it shows dashes.
      screen.every(({ text }) => !/(?:^|\s)--(?:\s|$)/.test(text)),
  );
  return complete ?? screens[0]!;
}
