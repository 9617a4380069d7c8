import type { Command, Step } from '../model/lab.ts';
import { signal } from './signal.ts';

interface Late {
  readonly begun: Promise<void>;
  readonly begin: () => void;
  readonly due: Promise<void>;
  readonly release: () => void;
}

/**
 * Commands that go on, and whose output the document shows below what is typed meanwhile: they are
 * judged by what they have printed by then.
 */
export class LateOutputs {
  readonly #late = new Map<number, Late>();

  /** From now on the command is one of them. */
  expect(id: number): void {
    const [begun, due] = [signal(), signal()];
    this.#late.set(id, { begun: begun.given, begin: begun.give, due: due.given, release: due.give });
  }

  has(id: number): boolean {
    return this.#late.has(id);
  }

  /** Told by the command that it goes on; resolves when its output is due. */
  due(id: number): Promise<void> | undefined {
    const late = this.#late.get(id);
    late?.begin();
    return late?.due;
  }

  begun(id: number): Promise<void> | undefined {
    return this.#late.get(id)?.begun;
  }

  /** Its output is shown now. */
  release(id: number): void {
    this.#late.get(id)?.release();
  }
}

/** Whether a command that never ends is shown below later ones of its step. */
export function isShownLate({ id, terminal, where, expected }: Command, { actions }: Step): boolean {
  if (terminal !== 'endless' || where.kind !== 'host' || !expected) return false;
  return actions.some((action) => action.kind === 'command' && action.id > id && isAbove(action, expected));
}

/** Whether a command is typed before an output is shown. */
export const isAbove = ({ span }: Command, { span: shown }: NonNullable<Command['expected']>): boolean =>
  span.line < shown.line;
