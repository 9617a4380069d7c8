import { verbOf } from '../profile/verbs.ts';
import type { MatchContext } from './context.ts';

/**
 * Whether docker's own programs print a line: then a catalogue knows what has been worded anew. What
 * any other program prints is what it prints.
 */
export function isDockers(text: string, { command: { verb, program } }: MatchContext): boolean {
  if (/^\s*(?:docker: |(?:docker: )?Error response from daemon: |OCI runtime )/.test(text)) return true;
  if (verb === '') return false;
  if (/inspect$|^info$/.test(verb)) return true;
  return program === '' && !verbOf(verb).relays;
}
