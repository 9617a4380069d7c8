import type { GoalView } from '../guide/goal.ts';
import type { SeatView } from './messages.ts';
import type { Seat } from './seat.ts';
import { sameToken } from './tokens.ts';

/** Ms between two looks at who has been stuck for how long, while a trainer looks. */
const GLANCE = 1_000;

/** The seats of a server, by who has their tokens; and the trainer's view of them all. */
export class Classroom implements AsyncDisposable {
  readonly seats: readonly Seat[];
  readonly #trainerToken: string | undefined;
  readonly #linkOf: (seat: Seat) => string;

  constructor(
    seats: readonly Seat[],
    parts: { readonly trainerToken: string | undefined; readonly linkOf: (seat: Seat) => string },
  ) {
    this.seats = seats;
    this.#trainerToken = parts.trainerToken;
    this.#linkOf = parts.linkOf;
  }

  seatOf(token: string): Seat | undefined {
    return this.seats.find(({ options }) => sameToken(options.token, token));
  }

  seatNamed(name: string): Seat | undefined {
    return this.seats.find(({ options }) => options.name === name);
  }

  isTrainer(token: string): boolean {
    return this.#trainerToken !== undefined && sameToken(this.#trainerToken, token);
  }

  /** Tells of the whole class now and whenever it is another. */
  overlook(show: (seats: readonly SeatView[]) => void): Disposable {
    let before = '';
    const look = (): void => {
      const seats = this.view();
      const text = JSON.stringify(seats);
      if (text !== before) show(seats);
      before = text;
    };
    look();
    const timer = setInterval(look, GLANCE);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  }

  view(): readonly SeatView[] {
    return this.seats.map((seat) => this.#viewOf(seat));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.seats.map((seat) => seat[Symbol.asyncDispose]()));
  }

  #viewOf(seat: Seat): SeatView {
    const { view } = seat;
    const step = view?.steps.find(({ ordinal }) => ordinal === view.at);
    const open = step?.goals.find((goal) => !isSatisfied(goal));
    const wrong = step?.goals.find(({ status }) => status === 'wrong');
    return {
      name: seat.options.name,
      link: this.#linkOf(seat),
      state: stateOf(seat),
      title: view?.title ?? '',
      step: step?.ordinal ?? 0,
      steps: view?.steps.length ?? 0,
      done: view?.steps.filter(({ done }) => done).length ?? 0,
      goal: open?.sentence ?? '',
      wrong: wrong ? wrong.found : '',
      stuck: seat.training && !view?.finished ? Math.floor((Date.now() - seat.lastReached) / 1000) : 0,
      finished: view?.finished ?? false,
    };
  }
}

function stateOf(seat: Seat): SeatView['state'] {
  if (seat.phase === 'making') return 'making';
  if (seat.phase === 'failed') return 'failed';
  if (seat.present) return 'here';
  if (seat.wasPutAway) return 'put away';
  return seat.training ? 'away' : 'free';
}

const isSatisfied = ({ status }: GoalView): boolean => status !== 'open' && status !== 'wrong';
