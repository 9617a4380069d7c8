import type { Command } from '../model/lab.ts';
import { sameMeaning } from './compare.ts';
import type { LearnerRun } from './goal.ts';
import { isSatisfied, type Track } from './tracks.ts';
import type { Way } from './way.ts';

/**
 * Takes a command of the document that says what this computer has not: it, and all that needs what it would
 * have made, can't be done here, which is no fault of the learner's.
 */
export async function takeLack(way: Way, run: LearnerRun): Promise<void> {
  if (!run.exitCode || run.inside) return;
  const { commands } = way.context.plan;
  const planned = commands.find(
    ({ command }) =>
      openTracks(way, command).some(({ goal }) => goal.machine === run.machine) &&
      sameMeaning(way.live(command.script), run.script),
  );
  if (!planned || planned.needs.some((need) => openTracks(way, commands[need.command]!.command).length > 0))
    return;
  const skip = await way.place.lacks(planned, run);
  if (!skip) return;
  const { message, hint = '' } = skip;
  leaveOut(way, planned.command, { found: message, mend: hint });
  way.emit({ type: 'note', text: `that can’t be done here: ${message}${hint === '' ? '' : `; ${hint}`}` });
  const lacking = new Set([planned.command.id]);
  for (const { command, needs } of commands) {
    const need = needs.find((one) => lacking.has(one.command));
    if (!need || openTracks(way, command).length === 0) continue;
    lacking.add(command.id);
    leaveOut(way, command, { found: `${need.what} can’t be made here (line ${need.line})`, mend: '' });
  }
}

/** What is known to be the document's fault needs trying only, and is none of these. */
const openTracks = (way: Way, { id }: Command): readonly Track[] =>
  way.tracks.ofCommand(id).filter((track) => !isSatisfied(track) && track.state.fault === '');

function leaveOut(way: Way, command: Command, said: { readonly found: string; readonly mend: string }): void {
  for (const track of openTracks(way, command))
    track.state = { ...track.state, ...said, status: 'unverifiable' };
}
