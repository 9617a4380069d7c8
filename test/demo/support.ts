import type { Look } from '../../src/demo/look.ts';
import type { RecordOptions } from '../../src/demo/record.ts';
import type { Chapter, Script, Shot } from '../../src/demo/script.ts';
import { themes } from '../../src/demo/themes.ts';

/** Cells alone, of a theme that a real terminal has too. */
export const CELLS: Look = {
  dark: themes.xterm!,
  light: themes.xterm!,
  frame: 'none',
  fontSize: 14,
  padding: 0,
  lineHeight: 1.25,
  cursor: 'none',
  loop: false,
  captions: false,
};

/** What is drawn where nothing else is asked for, once through. */
export const WINDOW: Look = {
  dark: themes['labproof-dark']!,
  light: themes['labproof-light']!,
  frame: 'window',
  fontSize: 14,
  padding: 12,
  lineHeight: 1.25,
  cursor: 'block',
  loop: false,
  captions: false,
};

/** A command at a prompt. */
export const shot = (typed: string, output = '', rest: Partial<Shot> = {}): Shot => ({
  command: 0,
  prompt: '$ ',
  typed,
  output,
  lineMs: 0,
  ...rest,
});

export const chapter = (title: string, ...shots: readonly Shot[]): Chapter => ({
  ordinal: 1,
  title,
  line: 1,
  shots,
});

export const script = (...chapters: readonly Chapter[]): Script => ({ title: 'A demo', chapters });

export const OPTIONS: RecordOptions = { cols: 40, rows: 6, seed: '1', typing: 1, origin: '' };
