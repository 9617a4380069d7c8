import type { GoalView, GuideEvent, GuideView, StepView } from '../guide/goal.ts';
import type { RichBlock } from '../markdown/rich.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlaceWords } from './place-words.ts';
import { showDocument } from './show-document.ts';
import type { Style } from './style.ts';

/** What has happened, as lines for a terminal; '' for what a reader there need not know. */
export function messageOf(event: GuideEvent, style: Style, place: PlaceWords): string {
  return style.clean(rawMessage(event, style, place));
}

function rawMessage(event: GuideEvent, style: Style, place: PlaceWords): string {
  switch (event.type) {
    case 'goal-met':
      if (event.goal.fault !== '')
        return `${style.good('✓')} done as far as it can be here, where the document is at fault\n`;
      return `${style.good('✓')} ${event.goal.sentence}${event.ahead ? style.quiet(` (of step ${event.step})`) : ''}\n`;
    case 'goal-wrong':
      return `${style.bad('✗')} ${event.goal.found || event.goal.sentence}\n${event.goal.mend ? `  ${style.bold(event.goal.mend)}\n` : ''}`;
    case 'goal-reopened':
      return `${style.warn('!')} no longer so: ${event.goal.sentence}${event.goal.found ? ` (${event.goal.found})` : ''}\n`;
    case 'goal-fault':
      return `${style.warn('!')} the document is at fault in step ${event.step}: ${event.goal.fault}\n`;
    case 'hint':
      return `${style.accent('?')} ${hintText(event, style)}\n`;
    case 'note':
      return `${style.warn('·')} ${event.text}\n`;
    case 'step-done':
      return `${style.good('✓')} ${style.bold(`Step ${event.step} is done`)}\n`;
    case 'lab-done':
      return `\n${style.good('★')} ${style.bold('That was the last step: all is done.')} ‘lab quit’ ${place.takesAway}, ‘lab back’ returns to a step.\n`;
    default:
      return '';
  }
}

function hintText({ level, text }: Extract<GuideEvent, { type: 'hint' }>, style: Style): string {
  if (level === 0) return text;
  return level === 1 ? `the goal: ${text}` : style.code(text);
}

/**
 * Several events as one message: of what has gone with one object the first is told, and how much
 * more there is.
 */
export function messagesOf(events: readonly GuideEvent[], style: Style, place: PlaceWords): string {
  const gone = new Map<number, number>();
  return events
    .map((event) => {
      if (event.type !== 'goal-reopened') return messageOf(event, style, place);
      const before = gone.get(event.step) ?? 0;
      gone.set(event.step, before + 1);
      const all = events.filter(
        (other) => other.type === 'goal-reopened' && other.step === event.step,
      ).length;
      if (before > 0) return '';
      const more = all > 1 ? `  ${style.quiet(`and ${all - 1} more of step ${event.step}`)}\n` : '';
      return messageOf(event, style, place) + more;
    })
    .join('');
}

/** Where the learner is, and what is open there. */
export function whereAmI(view: GuideView, style: Style, place: PlaceWords): string {
  const step = current(view);
  if (!step) return '';
  const again = view.steps.filter(
    ({ ordinal, done, goals }) =>
      ordinal < view.at && !done && goals.some(({ status }) => status === 'open' || status === 'wrong'),
  );
  const lines = [
    ...again.map(
      ({ ordinal, title }) =>
        `  ${style.warn('!')} step ${ordinal} is open: ${title} ${style.quiet(`(‘lab back’ goes there, ‘lab reset ${ordinal}’ ${place.anew})`)}`,
    ),
    ...step.goals.map((goal, index) => {
      // What is not there lacks all that is asked of it: it is said once.
      const said = goal.found === step.goals[index - 1]?.found;
      return goalLine(said ? { ...goal, found: '' } : goal, style);
    }),
  ];
  return style.clean(`${progressLine(view, style)}\n${lines.join('\n')}${lines.length > 0 ? '\n' : ''}`);
}

export function goalLine(goal: GoalView, style: Style): string {
  const sign = {
    met: style.good('✓'),
    open: '○',
    wrong: style.bad('✗'),
    skipped: style.quiet('–'),
    unverifiable: style.quiet('·'),
  }[goal.status];
  const found = goal.found === '' ? '' : style.quiet(` (${goal.found})`);
  const fault =
    goal.fault === '' || goal.status === 'met'
      ? ''
      : `\n    ${style.warn(`the document is at fault: ${goal.fault}`)}`;
  const mend = goal.mend === '' ? '' : `\n    ${style.bold(goal.mend)}`;
  return `  ${sign} ${goal.sentence}${found}${mend}${fault}`;
}

/** What the text of the step at hand states that is not so, said beside it. */
export function faultsOf(view: GuideView, style: Style): string {
  const faults = new Set(current(view)?.goals.flatMap(({ fault }) => (fault === '' ? [] : [fault])));
  return [...faults]
    .map((fault) => style.clean(`${style.warn('!')} the document is at fault here: ${fault}\n`))
    .join('');
}

/** One line that closes each message. */
export function progressLine({ steps, at }: GuideView, style: Style): string {
  const done = steps.filter((step) => step.done).length;
  const bar = steps.map((step) =>
    step.done ? style.good('●') : step.ordinal === at ? style.accent('◉') : style.quiet('○'),
  );
  const step = steps.find(({ ordinal }) => ordinal === at);
  const shown = steps.length <= 30 ? ` ${bar.join('')}` : '';
  return `${style.quiet(`Step ${step?.ordinal ?? at} of ${steps.length}`)}${shown} ${style.quiet(`${done} done`)}`;
}

export const current = ({ steps, at }: GuideView): StepView | undefined =>
  steps.find(({ ordinal }) => ordinal === at);

/** The part of a document that belongs to a step; before the first step stands what introduces it. */
export function blocksOf(plan: Plan, blocks: readonly RichBlock[], step: number): readonly RichBlock[] {
  const { steps } = plan.lab;
  const index = steps.findIndex(({ ordinal }) => ordinal === step);
  const from = index <= 0 ? 0 : startOf(steps[index]!.span.line);
  const next = steps[index + 1];
  const to = next ? next.span.line : Number.POSITIVE_INFINITY;
  return blocks.filter(({ line }) => line >= from && line < to);
}

const startOf = (line: number): number => line;

export function stepText(
  {
    plan,
    blocks,
    live,
    style,
  }: {
    readonly plan: Plan;
    readonly blocks: readonly RichBlock[];
    readonly live: (text: string) => string;
    readonly style: Style;
  },
  step: number,
): string {
  const commands = plan.commands.map(({ command }) => command.span);
  const text = showDocument(blocksOf(plan, blocks, step), {
    style,
    live,
    isCommand: (line) => commands.some((span) => span.line <= line && line <= span.endLine),
  });
  return text === '' ? '' : style.clean(`\n${text}\n\n`);
}
