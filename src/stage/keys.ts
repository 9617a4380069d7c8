/** What a presenter asks for. */
export type Key = 'next' | 'back' | 'blank' | 'retry' | ShellKey | 'recording' | 'skip' | 'quit';

/** A shell where the show is, or at a machine by its place among the lab's. */
export type ShellKey = 'shell' | `shell ${number}`;

export const isShellKey = (key: Key): key is ShellKey => key.startsWith('shell');

/**
 * By what a terminal sends. Clickers send PageDown and PageUp or arrows, and `b` or `.` for their
 * button that darkens the screen; other keys of theirs (F5, Escape) do nothing here.
 */
const MEANINGS: Readonly<Record<string, Key>> = {
  '\u001b[6~': 'next',
  '\u001b[C': 'next',
  '\u001b[B': 'next',
  '\u001bOC': 'next',
  '\u001bOB': 'next',
  ' ': 'next',
  '\r': 'next',
  '\n': 'next',
  n: 'next',
  '\u001b[5~': 'back',
  '\u001b[D': 'back',
  '\u001b[A': 'back',
  '\u001bOD': 'back',
  '\u001bOA': 'back',
  '\u007f': 'back',
  '\b': 'back',
  p: 'back',
  b: 'blank',
  '.': 'blank',
  r: 'retry',
  s: 'shell',
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [String(index + 1), `shell ${index + 1}` as const]),
  ),
  f: 'recording',
  k: 'skip',
  q: 'quit',
  '\u0003': 'quit',
};

/** Source: ECMA-48, 5.4 (control sequences), and xterm's keys of the application mode. */
const PIECES = /\u001b(?:\[[\d;?]*[@-~]|O[A-Za-z])|[\s\S]/gu;
const BEGUN = /\u001b(?:\[[\d;?]*|O)?$/;

export interface Press {
  readonly key: Key;
  /** What came behind it, as it came. */
  readonly rest: string;
}

/** Takes what a terminal sends, in whatever pieces it comes, for keys. */
export class KeyReader {
  #held = '';

  read(data: string): readonly Press[] {
    const text = this.#held + data;
    const begun = BEGUN.exec(text)?.[0] ?? '';
    this.#held = begun;
    const whole = text.slice(0, text.length - begun.length);
    return [...whole.matchAll(PIECES)].flatMap(({ 0: piece, index }) =>
      Object.hasOwn(MEANINGS, piece) ? { key: MEANINGS[piece]!, rest: text.slice(index + piece.length) } : [],
    );
  }

  /** What was read of a key that is not whole is none of one. */
  reset(): void {
    this.#held = '';
  }
}
