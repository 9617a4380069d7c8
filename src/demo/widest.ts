import stringWidth from 'fast-string-width';
import { plainText } from '../text/ansi.ts';
import type { Script } from './script.ts';

/** Columns of the widest line that a program prints; commands are broken as any terminal does. */
export function widestOutput({ chapters }: Script): number {
  const lines = chapters.flatMap(({ shots }) => shots.flatMap(({ output }) => plainText(output).split('\n')));
  return lines.reduce((most, line) => Math.max(most, stringWidth(line)), 0);
}
