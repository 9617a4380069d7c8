import type { SeatView } from '../messages.ts';
import { button, el, replace } from './dom.ts';
import type { ServerLink } from './server.ts';

/** Seconds without anything reached after which a learner counts as stuck. */
const STUCK = 180;

/** Who of a class is where; for the trainer. */
export class ClassView {
  readonly element: HTMLElement;
  readonly #link: ServerLink;
  readonly #token: string;
  readonly #body = el('tbody');
  readonly #summary = el('p', { class: 'engine', role: 'status' });

  constructor(link: ServerLink, token: string) {
    this.#link = link;
    this.#token = token;
    this.element = el(
      'main',
      { class: 'class', id: 'guide', tabindex: -1 },
      el('h1', {}, 'Class'),
      this.#summary,
      el(
        'div',
        { class: 'actions' },
        button('Results as CSV', () => void this.#download('csv')),
        button('Results as JSON', () => void this.#download('json')),
      ),
      el(
        'div',
        { class: 'card scroll', tabindex: 0, role: 'region', 'aria-label': 'Seats' },
        el(
          'table',
          {},
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              ...['Seat', 'State', 'Lab', 'Step', 'Goal at hand', 'Since', ''].map((name) =>
                el('th', { scope: 'col' }, name),
              ),
            ),
          ),
          this.#body,
        ),
      ),
    );
  }

  update(seats: readonly SeatView[]): void {
    const here = seats.filter(({ state }) => state === 'here').length;
    const stuck = seats.filter((seat) => isStuck(seat)).length;
    const finished = seats.filter((seat) => seat.finished).length;
    this.#summary.textContent = `${here} of ${seats.length} here · ${stuck} stuck · ${finished} done`;
    // Whoever waits longest comes first.
    const order = [...seats].sort((a, b) => Number(isStuck(b)) - Number(isStuck(a)));
    const focused = document.activeElement?.getAttribute('data-key');
    replace(this.#body, ...order.map((seat) => this.#row(seat)));
    if (focused) this.#body.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  #row(seat: SeatView): HTMLElement {
    return el(
      'tr',
      { 'data-state': seat.finished ? 'done' : isStuck(seat) ? 'stuck' : seat.state },
      el('th', { scope: 'row' }, seat.name),
      el(
        'td',
        {},
        el('span', { class: 'pill' }, seat.finished ? 'done' : isStuck(seat) ? 'stuck' : seat.state),
      ),
      el('td', {}, seat.title),
      el('td', { class: 'n' }, seat.steps > 0 ? `${seat.step} of ${seat.steps}` : ''),
      el('td', {}, seat.wrong || seat.goal),
      el('td', { class: 'n' }, seat.stuck > 0 && !seat.finished ? ago(seat.stuck) : ''),
      el(
        'td',
        { class: 'buttons' },
        button('Watch', () => this.#link.say({ t: 'watch', seat: seat.name }), {
          'data-key': `watch-${seat.name}`,
          'aria-label': `Watch and help ${seat.name}`,
        }),
        button('Copy link', () => void navigator.clipboard.writeText(seat.link), {
          class: 'plain',
          'data-key': `link-${seat.name}`,
          'aria-label': `Copy link of ${seat.name}`,
        }),
      ),
    );
  }

  async #download(kind: 'csv' | 'json'): Promise<void> {
    const answer = await fetch(`/results.${kind}`, { headers: { authorization: `Bearer ${this.#token}` } });
    const address = URL.createObjectURL(await answer.blob());
    el('a', { href: address, download: `results.${kind}` }).click();
    URL.revokeObjectURL(address);
  }
}

const isStuck = ({ state, stuck, finished }: SeatView): boolean =>
  state === 'here' && !finished && stuck >= STUCK;

function ago(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}
