import { isSatisfied } from './tracks.ts';
import type { Way } from './way.ts';

/**
 * Runs the checks that an author wrote as scripts, of steps that the learner has come to. A script may do anything, so
 * it waits until nothing else of its step is open, but for `all`.
 */
export async function runScripts(way: Way, { all }: { readonly all: boolean }): Promise<void> {
  const due = way.tracks.all.filter(
    (track) =>
      track.goal.kind === 'script' &&
      track.section === way.section &&
      !isSatisfied(track) &&
      track.goal.step.ordinal <= way.at,
  );
  for (const track of due) {
    const { command, step } = track.goal;
    const others = way.tracks.of(step.ordinal).filter(({ goal }) => goal.kind !== 'script');
    const planned = command && way.context.plan.commands[command.id];
    if (!planned || (!all && !others.every(isSatisfied))) continue;
    const found = await way.place.verify(planned);
    if (found === '') way.meet(track);
    else track.state = { ...track.state, status: 'open', found };
  }
}
