/** How long, in ms, a line without end must stand for it to be a question. */
const questionMs = 150;
/** How long, in ms, to wait for a question before typing anyway. */
const patienceMs = 2000;

export interface Answering {
  noteOutput(): void;
  stop(): void;
}

/** Types the lines of `answers`, each when the program on the terminal has asked for it. */
export function answerQuestions(options: {
  readonly answers: readonly string[];
  readonly lastLine: () => string;
  readonly type: (text: string) => void;
}): Answering {
  const left = [...options.answers];
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    clearTimeout(timer);
    if (left.length === 0) return;
    const asked = options.lastLine().trim() !== '';
    timer = setTimeout(answer, asked ? questionMs : patienceMs);
  }

  function answer(): void {
    const next = left.shift();
    if (next !== undefined) options.type(`${next}\r`);
    schedule();
  }

  schedule();
  return { noteOutput: schedule, stop: () => clearTimeout(timer) };
}
