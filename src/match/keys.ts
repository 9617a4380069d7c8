import type { Correspondence } from './correspondence.ts';
import { identityKey } from './identities.ts';
import type { Token } from './tokens.ts';

/** Tokens of one key can correspond: the same word, or values of one class. */
export function keyOf({ text, valueClass, hole }: Token): string {
  if (hole) return '\u0001hole';
  if (!valueClass) return text;
  return valueClass.kind === 'identity'
    ? `\u0001${valueClass.space}`
    : `\u0001${groups[valueClass.name] ?? valueClass.name}`;
}

export function sameKey(document: Token, live: Token): boolean {
  if (!document.valueClass && !live.valueClass) return document.text === live.text && !document.hole;
  return keyOf(document) === keyOf(live);
}

/** A line with its volatile values taken out. */
export function shapeOf(tokens: readonly Token[]): string {
  return tokens.map(keyOf).join('\u0000');
}

/**
 * A line with its volatile values taken out, but the known ones kept: lines of one such shape
 * correspond as far as is known by now.
 */
export function knownShape(
  tokens: readonly Token[],
  side: 'document' | 'live',
  correspondence: Correspondence,
): string {
  const parts = tokens.map((token) => {
    if (token.valueClass?.kind !== 'identity') return keyOf(token);
    const { text, valueClass } = token;
    if (correspondence.pinOf(text)) return text;
    const entry =
      side === 'document'
        ? correspondence.documented(valueClass.space, text)
        : correspondence.metLive(valueClass.space, text);
    return entry?.live === undefined ? keyOf(token) : `\u0002${identityKey(entry.space, entry.live)}`;
  });
  return parts.join('\u0000');
}

/** One clock tells time and date in many forms. */
const groups: Readonly<Record<string, string>> = { date: 'time', 'time of day': 'time' };
