import { plainText } from '../text/ansi.ts';
import { straightText } from '../text/console-text.ts';

/**
 * Text as a report may hold it: what a terminal would have shown, from left to right, without the characters that
 * XML 1.0 (section 2.2) forbids even when escaped; a lone surrogate becomes U+FFFD.
 */
export function legible(text: string): string {
  return straightText(plainText(text)).replace(SURROGATE, '\ufffd').replace(FORBIDDEN, '');
}

/** The same on one line. */
export const legibleLine = (text: string): string => legible(text).replace(/\s+/g, ' ').trim();

/** At most `limit` UTF-16 units: the beginning and the end, and how much is left out between. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.floor(limit * 0.75);
  const tail = limit - head;
  const left = text.slice(0, head).replace(/[\ud800-\udbff]$/, '');
  const right = text.slice(-tail).replace(/^[\udc00-\udfff]/, '');
  return `${left}\n… ${text.length - limit} characters left out …\n${right}`;
}

const SURROGATE = /\p{Surrogate}/gu;
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
