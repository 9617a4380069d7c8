import { consoleText } from '../text/console-text.ts';

/** How a text is set off on a terminal; every function is the identity where there is no colour. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly code: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly emphasis: (text: string) => string;
  /** What a document or the engine says, without what would steer the terminal. */
  readonly clean: (text: string) => string;
  /** Columns. */
  readonly width: number;
}

const sgr =
  (on: number | string, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;

const same = (text: string): string => text;

/** What terminals of all themes can tell apart: the sixteen colours, as the theme has them. */
export function styleFor({ color, width }: { readonly color: boolean; readonly width: number }): Style {
  const clean = (text: string): string => consoleText(text, { color, env: {} });
  if (!color) {
    const plain = { bold: same, quiet: same, good: same, bad: same, warn: same, code: same };
    return { ...plain, accent: same, underline: same, emphasis: same, clean, width };
  }
  return {
    bold: sgr(1, 22),
    quiet: sgr(2, 22),
    good: sgr(32, 39),
    bad: sgr(31, 39),
    warn: sgr(33, 39),
    code: sgr(36, 39),
    accent: sgr(35, 39),
    underline: sgr(4, 24),
    emphasis: sgr(3, 23),
    clean,
    width,
  };
}
