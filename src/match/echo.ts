import { verbOf } from '../profile/verbs.ts';
import type { Line, MatchContext } from './context.ts';

/**
 * The beginning of an ID that a command was given and prints again, as the ID in the document that it
 * begins; the live command was given the live ID. Any other line as it is.
 */
export function withoutCut(line: Line, { command, correspondence }: MatchContext): Line {
  const word = line.text.trim();
  if (!verbOf(command.verb).echoes || !/^[0-9a-f]{2,11}$/.test(word)) return line;
  const entry = correspondence.resolve(word);
  if (entry?.live === undefined || entry.space !== 'id' || entry.document === word) return line;
  return { ...line, text: entry.document.replace('sha256:', '').slice(0, 12) };
}
