import type { LabResult } from '../model/event.ts';
import type { Block, Lab } from '../model/lab.ts';
import { type Coverage, coverageOf } from '../plan/coverage.ts';

/** How much of what a lab documents a run has compared. */
export function coverageOfRun(lab: Lab, { commands }: Pick<LabResult, 'commands'>): Coverage {
  const ran = new Set(commands.filter(({ verdict }) => verdict !== 'skipped').map(({ id }) => id));
  return coverageOf(lab, (id) => ran.has(id));
}

/** `12 of 16 documented lines (75 %)`. */
export function coverageText({ documented, verified }: Coverage): string {
  if (documented === 0) return 'no documented output';
  return `${verified} of ${documented} documented lines (${Math.floor((100 * verified) / documented)} %)`;
}

/** `2 outputs, 1 block of commands; 'labproof plan' says why`. */
export function unreadText(blocks: readonly Pick<Block, 'unread'>[]): string {
  const count = (holds: 'commands' | 'output') =>
    blocks.filter(({ unread }) => unread?.holds === holds).length;
  const [commands, outputs] = [count('commands'), count('output')];
  const parts = [
    ...(commands > 0 ? [`${commands} block${commands === 1 ? '' : 's'} of commands`] : []),
    ...(outputs > 0 ? [`${outputs} output${outputs === 1 ? '' : 's'}`] : []),
  ];
  return `${parts.join(', ')}; 'labproof plan FILE' says why`;
}
