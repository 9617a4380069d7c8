import type { Line } from './context.ts';

/** Joins a documented command that is broken by backslashes, as older versions print it, where the live one is not. */
export function joined(document: readonly Line[], live: readonly Line[]): readonly Line[] {
  if (!document.some(isContinued) || live.some(isContinued)) return document;
  const lines: Line[] = [];
  let open = false;
  for (const line of document) {
    const text = line.text.replace(CONTINUED, '');
    const last = lines.at(-1);
    if (open && last) lines[lines.length - 1] = { ...last, text: `${last.text} ${text.trim()}` };
    else lines.push({ ...line, text });
    open = isContinued(line);
  }
  return lines;
}

const CONTINUED = / \\ {0,8}$/;
const isContinued = ({ text }: Line): boolean => CONTINUED.test(text);
