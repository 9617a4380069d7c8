import type { GoalView, GuideEvent } from '../../guide/goal.ts';
import { el } from './dom.ts';

/** A goal, how it stands, and what was found. */
export function goalItem(goal: GoalView): Node {
  const sign = { met: '✓', open: '', wrong: '✗', skipped: '–', unverifiable: '·' }[goal.status];
  const word = {
    met: 'done',
    open: 'to do',
    wrong: 'not right',
    skipped: 'left out',
    unverifiable: 'can’t be checked here',
  }[goal.status];
  const quiet = goal.status === 'met' || goal.status === 'skipped';
  return el(
    'li',
    { 'data-status': goal.status, 'data-goal': goal.id },
    el('span', { class: 'sign', role: 'img', 'aria-label': word }, sign),
    el(
      'div',
      {},
      el('span', { class: 'sentence' }, goal.sentence),
      goal.found !== '' && !quiet && el('span', { class: 'found' }, goal.found),
      goal.mend !== '' && !quiet && el('span', { class: 'mend' }, goal.mend),
      goal.fault !== '' &&
        el('span', { class: 'fault' }, `Not your fault, the document’s: ${goal.fault}. Trying it is enough.`),
    ),
  );
}

/** What a screen reader says of an event; '' for what it need not. */
export function spoken(event: GuideEvent): string {
  switch (event.type) {
    case 'goal-met':
      return `Done: ${event.goal.sentence}`;
    case 'goal-wrong':
      return `Not right: ${event.goal.found}. ${event.goal.mend}`;
    case 'goal-reopened':
      return `No longer so: ${event.goal.sentence}`;
    case 'step-done':
      return `Step ${event.step} is done`;
    case 'step-entered':
      return `Now step ${event.step}`;
    case 'hint':
      return event.text;
    case 'lab-done':
      return 'All done';
    default:
      return '';
  }
}
