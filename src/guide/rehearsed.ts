import type { CommandResult } from '../model/verdict.ts';
import { HOLDS_AGAIN } from '../run/marked.ts';
import type { Track } from './tracks.ts';
import type { Way } from './way.ts';

/** What a run of the document has found: what can't be done here, and where the document is at fault. */
export function takeRehearsal(way: Way, results: readonly CommandResult[]): void {
  for (const result of results) {
    for (const track of way.tracks.ofCommand(result.id)) {
      if (result.skip?.reason === 'known-bad') continue;
      if (result.reason === HOLDS_AGAIN) track.state = { ...track.state, fault: '' };
      else if (result.skip && track.state.status === 'open') {
        const { message, hint = '' } = result.skip;
        track.state = { ...track.state, status: 'unverifiable', found: message, mend: hint };
      } else if (result.verdict === 'failed' && isUnreachable(track, result)) {
        way.fault(track, faultOf(result));
      }
    }
  }
}

/** The engine may come to the state that is asked for though the output shown with it is wrong. */
function isUnreachable({ goal }: Track, { exitCode, checks }: CommandResult): boolean {
  if (goal.kind !== 'effect' || exitCode !== 0) return true;
  return checks.some(({ verdict, sentence }) => verdict === 'failed' && sentence === goal.sentence);
}

function faultOf({ differences, reason }: CommandResult): string {
  const difference = differences.find(({ verdict }) => verdict === 'failed');
  if (!difference) return reason;
  const { line, cause, expected } = difference;
  if (cause.startsWith('line ')) return cause;
  return `line ${line} says ‘${short(expected)}’${cause === '' ? ', which is not so' : `; ${cause}`}`;
}

/** Columns that are padded for a table say nothing in a sentence. */
function short(text: string): string {
  const squeezed = text.trim().replace(/\s+/g, ' ');
  return squeezed.length > 72 ? `${squeezed.slice(0, 71)}…` : squeezed;
}
