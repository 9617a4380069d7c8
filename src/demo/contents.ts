import { readCast } from './cast.ts';
import type { FormatName } from './formats.ts';
import { scriptOfCast } from './from-cast.ts';
import { type Origin, readOrigin } from './origin.ts';
import { gifComments } from './raster/gif-comments.ts';
import { textOf } from './text-of.ts';

/** How a file that labproof made came about; undefined where it does not say. */
export function originIn(bytes: Uint8Array, format: FormatName): Origin | undefined {
  const text = Buffer.from(format === 'gif' ? gifComments(bytes) : bytes).toString('utf8');
  if (format === 'cast') {
    const cast = readCast(text);
    return 'error' in cast ? undefined : readOrigin(cast.origin);
  }
  const plain = unescaped(text, format);
  for (let at = plain.indexOf('labproof {'); at >= 0; at = plain.indexOf('labproof {', at + 1)) {
    const origin = readOrigin(plain.slice(at));
    if (origin) return origin;
  }
  return undefined;
}

/** The text that a file shows, as lines; undefined for pictures without text. */
export function shownIn(bytes: Uint8Array, format: FormatName): string | undefined {
  const text = Buffer.from(bytes).toString('utf8');
  if (format === 'txt') return text;
  if (format === 'cast') {
    const cast = readCast(text);
    return 'error' in cast ? undefined : textOf(scriptOfCast(cast));
  }
  if (!isMarkup(format)) return undefined;
  const lines = [...text.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map(([, line = '']) =>
    unescaped(line.replace(/<[^>]*>/g, ''), format),
  );
  return `${lines.join('\n')}\n`;
}

const isMarkup = (format: string): boolean => format === 'svg' || format === 'html';

function unescaped(text: string, format: string): string {
  return isMarkup(format)
    ? text.replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    : text;
}
