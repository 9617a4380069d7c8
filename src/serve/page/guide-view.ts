import type { GuideEvent, GuideView, StepView } from '../../guide/goal.ts';
import { type PlaceWords, placeWords } from '../../training/place-words.ts';
import type { ToPage } from '../messages.ts';
import { type RenderedDocument, renderDocument, withoutTitle } from './document-view.ts';
import { button, el, keepFocus, replace } from './dom.ts';
import { goalItem, spoken } from './goal-view.ts';
import { showProgress } from './progress-view.ts';
import type { ServerLink } from './server.ts';

type ShownDocument = Extract<ToPage, { t: 'document' }>;
type State = Extract<ToPage, { t: 'state' }>;

interface Parts {
  readonly link: ServerLink;
  /** The number of the terminal that commands are typed into. */
  readonly terminal: () => number;
  readonly typed: () => void;
  readonly announce: (text: string) => void;
}

/** The text of a lab with its steps and goals. */
export class GuidePane {
  readonly element = el('main', { class: 'guide', id: 'guide', tabindex: -1, 'aria-label': 'Lab' });
  readonly progress = el('div', { class: 'progress' });
  readonly #parts: Parts;
  #document: ShownDocument | undefined;
  #state: State | undefined;
  #rendered: RenderedDocument | undefined;
  #values = '';
  #steps = new Map<
    number,
    { readonly card: HTMLElement; readonly goals: HTMLElement; readonly foot: HTMLElement }
  >();
  #hints: string[] = [];
  #said = '';
  #at = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get #place(): PlaceWords {
    return placeWords(this.#document ?? { kind: 'private' });
  }

  show(document_: ShownDocument): void {
    this.#document = document_;
    this.#state = undefined;
    this.#values = '';
    this.#at = 0;
    this.#hints = [];
    document.title = `${document_.title} · labproof`;
    this.#render(new Map());
  }

  update(state: State): void {
    this.#state = state;
    const values = JSON.stringify(state.values);
    if (values !== this.#values) {
      this.#values = values;
      this.#render(new Map(state.values.map(({ from, to }) => [from, to])));
    }
    const moved = state.view.at !== this.#at;
    const begins = this.#at === 0 && state.view.at === state.view.steps[0]?.ordinal;
    if (moved) {
      this.#hints = [];
      this.#said = '';
    }
    this.#at = state.view.at;
    const held = this.#hasFocus();
    for (const step of state.view.steps) this.#updateStep(step, state.view);
    // The step that had the focus is no longer the one at hand.
    if (held && !this.#hasFocus()) this.focus();
    showProgress(this.progress, state.view);
    if (moved && !begins) this.reveal();
  }

  event(event: GuideEvent): void {
    const text = spoken(event);
    if (event.type === 'hint') {
      this.#hints.push(event.text);
      this.#updateCurrent();
    }
    if (event.type === 'note') this.say(event.text);
    if (text !== '') this.#parts.announce(text);
    if (event.type === 'goal-met') this.#flash(event.goal.id);
  }

  /** Something that belongs to the step at hand and to no goal. */
  say(text: string): void {
    this.#said = text;
    this.#parts.announce(text);
    this.#updateCurrent();
  }

  /** An `output` says itself what has become of it. */
  graded({ line, right }: { readonly line: number; readonly right: boolean }): void {
    const result = this.element.querySelector(`[data-quiz="${line}"] output`);
    if (result) result.textContent = right ? 'Right.' : 'No, that is not it.';
  }

  focus(): void {
    const card = this.#steps.get(this.#at)?.card;
    (card?.querySelector<HTMLElement>('button:not([disabled])') ?? this.element).focus();
  }

  reveal(): void {
    const card = this.#steps.get(this.#at)?.card;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    card?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  }

  #render(live: ReadonlyMap<string, string>): void {
    const shown = this.#document;
    if (!shown) return;
    const { link, terminal, typed } = this.#parts;
    this.#rendered = renderDocument(
      shown,
      { live },
      {
        type: (command) => {
          link.say({ t: 'do', terminal: terminal(), command, hash: shown.hash });
          typed();
        },
        answer: (line, chosen) => link.say({ t: 'quiz', line, chosen: [...chosen] }),
      },
    );
    this.#steps = new Map();
    const cards = [...this.#rendered.steps].map(([ordinal, nodes]) => {
      const goals = el('ul', { class: 'goals', 'aria-label': 'Goals of this step' });
      const foot = el('div', { class: 'foot' });
      const card = el(
        'section',
        { class: 'card step', id: `step-${ordinal}` },
        el('div', { class: 'step-head' }),
        el('div', { class: 'prose' }, ...nodes),
        goals,
        foot,
      );
      this.#steps.set(ordinal, { card, goals, foot });
      return card;
    });
    replace(
      this.element,
      shown.warning !== '' && el('p', { class: 'callout warn', role: 'note' }, shown.warning),
      el('h1', {}, shown.title),
      el('p', { class: 'engine' }, shown.engine),
      el('div', { class: 'prose intro' }, ...withoutTitle(this.#rendered.intro, shown.title)),
      ...cards,
      el('section', { class: 'card finished', hidden: true }),
    );
    if (this.#state) for (const step of this.#state.view.steps) this.#updateStep(step, this.#state.view);
  }

  #hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  #updateCurrent(): void {
    const view = this.#state?.view;
    const step = view?.steps.find(({ ordinal }) => ordinal === view.at);
    if (view && step) this.#updateStep(step, view);
  }

  #updateStep(step: StepView, view: GuideView): void {
    const parts = this.#steps.get(step.ordinal);
    if (!parts) return;
    const { card, goals, foot } = parts;
    const state = step.done ? 'done' : step.current ? 'current' : 'open';
    card.dataset.state = state;
    card.toggleAttribute('data-here', step.current);
    const words = { done: 'done', current: 'you are here', open: '' }[state];
    const restoreFocus = keepFocus(card);
    replace(
      card.querySelector('.step-head')!,
      el(
        'h2',
        {},
        el('span', { class: 'number', 'aria-hidden': true }, step.done ? '✓' : String(step.ordinal)),
        el('span', {}, `Step ${step.ordinal}`),
      ),
      el('span', { class: 'state' }, step.current && step.done ? 'done · you are here' : words),
      !step.current &&
        button('Go here', () => this.#parts.link.say({ t: 'step', step: step.ordinal }), {
          class: 'plain small',
          'aria-label': `Go here: step ${step.ordinal}`,
        }),
    );
    replace(goals, ...step.goals.map(goalItem));
    goals.hidden = step.goals.length === 0;
    replace(foot, ...(step.current ? this.#currentFoot(step, view) : []));
    restoreFocus();
    const finished = this.element.querySelector<HTMLElement>('.finished');
    if (finished && finished.hidden === view.finished) {
      finished.hidden = !view.finished;
      replace(
        finished,
        el('h2', {}, 'All done'),
        el(
          'p',
          {},
          `You have reached every goal of this lab. Stay and try things; leaving ${this.#place.takesAway}.`,
        ),
      );
    }
  }

  #currentFoot(step: StepView, view: GuideView): readonly (Node | false)[] {
    const { link, terminal, typed } = this.#parts;
    const say = (t: 'hint' | 'check' | 'skip' | 'next' | 'back' | 'ask') => (): void => link.say({ t });
    const again = view.steps.filter(
      ({ ordinal, done, goals }) =>
        ordinal < view.at && !done && goals.some(({ status }) => status === 'open' || status === 'wrong'),
    );
    const answer = el('input', { type: 'text', 'aria-label': 'Your answer', autocomplete: 'off' });
    answer.value = this.#steps.get(step.ordinal)?.foot.querySelector('input')?.value ?? '';
    const isQuestion = this.#said.endsWith('?');
    return [
      again.length > 0 &&
        el(
          'p',
          { class: 'callout warn' },
          `Open again: step ${again.map(({ ordinal }) => ordinal).join(', ')}. Something it had reached is no longer so.`,
        ),
      ...this.#hints.map((hint, index) =>
        el(
          'p',
          { class: 'callout hint' },
          el('b', {}, ['Hint', 'How', 'The command'][index] ?? 'Hint'),
          index === 0 ? ` ${hint}` : el('code', {}, hint),
        ),
      ),
      this.#said !== '' &&
        el(
          'div',
          { class: 'callout say' },
          el('span', {}, this.#said),
          isQuestion &&
            el(
              'form',
              {
                submit: (event) => {
                  event.preventDefault();
                  link.say({ t: 'answer', text: answer.value });
                },
              },
              answer,
              el('button', { type: 'submit' }, 'Answer'),
            ),
        ),
      el(
        'div',
        { class: 'actions' },
        button('Hint', say('hint')),
        button('Type it for me', () => {
          link.say({ t: 'do', terminal: terminal(), hash: this.#document?.hash ?? '' });
          typed();
        }),
        button('Check again', say('check')),
        button('Ask me', say('ask')),
      ),
      el(
        'div',
        { class: 'actions second' },
        button('Back', say('back'), { class: 'plain', disabled: step.ordinal === view.steps[0]?.ordinal }),
        step.done
          ? button('Next', say('next'), { class: 'main' })
          : button('Go on anyway', say('next'), { class: 'plain' }),
        button('Leave this out', say('skip'), {
          class: 'plain',
          title: 'Counts what is open here as left out',
        }),
        button('Start this step over', () => this.#reset(step.ordinal), {
          class: 'plain',
          title: this.#place.isMadeAnew(step.ordinal),
        }),
      ),
    ];
  }

  #reset(step: number): void {
    if (confirm(`Start step ${step} over? ${this.#place.isMadeAnew(step)}`))
      this.#parts.link.say({ t: 'reset', step });
  }

  #flash(goal: string): void {
    requestAnimationFrame(() => {
      this.element.querySelector(`[data-goal="${CSS.escape(goal)}"]`)?.classList.add('just');
    });
  }
}
