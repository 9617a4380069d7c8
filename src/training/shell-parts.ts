import { join } from 'node:path';
import { digest } from './progress-store.ts';
import type { Terminal } from './terminal.ts';
import type { OptionsOf } from './training-options.ts';
import type { Workplace } from './workplace.ts';

/** What a learner's shell at a machine is started with; `state` is a script that brings it to where the lab is. */
export async function shellParts(
  workplace: Pick<Workplace, 'deskOf' | 'compose'>,
  {
    machine,
    state,
    own,
    term,
    title,
    stateDirectory,
    learner,
  }: Pick<OptionsOf<never>, 'own' | 'term' | 'title' | 'stateDirectory' | 'learner'> & {
    readonly machine: string | undefined;
    readonly state: string;
  },
): Promise<Parameters<Terminal['start']>[0]> {
  const desk = workplace.deskOf(machine);
  const history = join(stateDirectory, 'training', `history-${digest(learner).slice(0, 8)}`);
  const spellings = { compose: await workplace.compose() };
  return { desk, folder: desk.folder, own, term, history, state, title: machine ?? title, spellings };
}
