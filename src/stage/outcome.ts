import type { CommandResult } from '../model/verdict.ts';
import type { Act } from './acts.ts';
import type { Standing } from './notes.ts';

/** What the presenter is told of a command that ran. */
export function outcomeOf(
  { command, verdict, reason, durationMs, line }: CommandResult,
  engineLost: boolean,
): Standing['last'] {
  const time = `${(durationMs / 1000).toFixed(1)} s`;
  if (verdict === 'passed') return { sign: '✓', text: `${command}  ${time}` };
  if (verdict === 'drifted') return { sign: '~', text: `${command}  ${time}: ${reason}` };
  if (verdict === 'skipped') return { sign: '–', text: `${command}: not run: ${reason}` };
  const lost = engineLost ? 'the engine has ended; ' : '';
  return {
    sign: '✗',
    text: `line ${line}: ${command}: ${lost}${reason}\n  r tries again, f shows what was recorded and goes on from there`,
  };
}

export function fromRecording({ recorded, typed }: Act): Standing['last'] {
  return recorded === undefined
    ? { sign: '–', text: `${typed}: nothing is recorded of it; a rehearsal would` }
    : { sign: '–', text: `${typed}: from the recording` };
}

export const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

export const sameText = (a: string, b: string): boolean =>
  a.replaceAll('\r', '').trimEnd() === b.replaceAll('\r', '').trimEnd();
