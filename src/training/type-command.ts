import type { Guide } from '../guide/guide.ts';
import type { Problem } from '../model/problem.ts';
import type { Terminal } from './terminal.ts';

/** Types the next command of the step, or the one that is named, for the learner. */
export function typeCommand(guide: Guide, terminal: Terminal | undefined, id?: number): Problem | undefined {
  const script = id === undefined ? guide.nextCommand()?.script : guide.scriptOf(id);
  return script === undefined ? NOTHING_LEFT : terminal?.type(script);
}

const NOTHING_LEFT: Problem = {
  severity: 'warning',
  code: 'nothing-left',
  message: 'nothing is left to do in this step',
  hint: 'go on with ‘next’',
};
