import { commandLikeness } from './programs.ts';
import { leavesSession } from './sessions.ts';
import type { Entry } from './transcript-entry.ts';

interface Place {
  /** The command above. */
  readonly entry: Entry | undefined;
  /** The session was opened in this block, and nothing in it has had a prompt. */
  readonly fresh: boolean;
  readonly session: 'shell' | 'client' | undefined;
  readonly reading: { readonly bare: boolean };
}

/** Whether a line that is set in below a command without a prompt is typed in the session which that opens. */
export function isSetIn(text: string, { entry, fresh, reading, session }: Place): boolean {
  if (!fresh || session !== 'shell' || !reading.bare || entry === undefined) return false;
  if (entry.prompt !== undefined || entry.output.length > 0) return false;
  return leavesSession(text) || /^(?:likely|word)$/.test(commandLikeness(text));
}
