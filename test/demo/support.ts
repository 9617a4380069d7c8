import type { RecordOptions } from '../../src/demo/record.ts';
import type { Chapter, Script, Shot } from '../../src/demo/script.ts';

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
