import { lookAt } from './look.ts';
import { isSatisfied, type Track } from './tracks.ts';
import type { Way } from './way.ts';

/** Looks at the files that commands are to have made, whatever made them. `folders` is where the learner's shells are, by machine. */
export async function lookAtFiles(way: Way, folders: ReadonlyMap<string | undefined, string>): Promise<void> {
  const due = way.tracks.all.filter(
    (track) =>
      track.goal.made !== undefined &&
      track.section === way.section &&
      !isSatisfied(track) &&
      track.goal.step.ordinal <= way.at,
  );
  for (const track of due) await lookAtFile(way, track, folders.get(track.goal.machine));
}

async function lookAtFile(way: Way, track: Track, folder: string | undefined): Promise<void> {
  const { command, made = '' } = track.goal;
  const planned = command && way.context.plan.commands[command.id];
  const output = await way.place.readFile(way.live(made), { folder, machine: track.goal.machine });
  if (!planned) return;
  if (output === undefined) {
    track.state = { ...track.state, status: 'open', found: `there is no file ${made}` };
    return;
  }
  const script = way.live(command.script);
  const run = { script, output, exitCode: 0, inside: false };
  const { seen, found } = lookAt(planned, run, way.lookContext(track.goal.machine));
  if (seen) way.meet(track);
  else if (found !== track.state.found) way.blame(track, found);
}
