import type { RunEvent } from '../model/event.ts';

/** Where one lab's events go. */
export interface EventLane {
  event(event: RunEvent): void;
  /** To be called once, after the lab's last event or when it is not run at all. */
  close(): void;
}

/**
 * Puts the events of labs that run side by side into the order of the labs, each lab's together:
 * those of the first open lane pass at once, those of later ones when it is their turn.
 */
export function orderedLanes(count: number, emit: (event: RunEvent) => void): readonly EventLane[] {
  const held = Array.from({ length: count }, (): { events: RunEvent[]; closed: boolean } => ({
    events: [],
    closed: false,
  }));
  let turn = 0;
  const advance = (): void => {
    while (held[turn]?.closed) {
      turn += 1;
      for (const event of held[turn]?.events.splice(0) ?? []) emit(event);
    }
  };
  return held.map((lane, index) => ({
    event(event) {
      if (index === turn) emit(event);
      else lane.events.push(event);
    },
    close() {
      lane.closed = true;
      advance();
    },
  }));
}
