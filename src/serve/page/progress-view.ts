import type { GuideView } from '../../guide/goal.ts';
import { el, replace } from './dom.ts';

/** Shows how many steps are done and which one the learner is at. */
export function showProgress(place: HTMLElement, { steps, at }: GuideView): void {
  const done = steps.filter((step) => step.done).length;
  replace(
    place,
    el(
      'div',
      {
        class: 'dots',
        role: 'progressbar',
        'aria-label': 'Steps done',
        'aria-valuemin': 0,
        'aria-valuemax': steps.length,
        'aria-valuenow': done,
      },
      ...steps.map((step) => el('i', { class: step.done ? 'done' : step.ordinal === at ? 'here' : '' })),
    ),
    el('span', {}, `${done} of ${steps.length}`),
  );
}
