import type { Problem } from '../model/problem.ts';

/**
 * The keys that type a script and Enter. A terminal acts on control characters rather than taking them:
 * one interrupts, one takes a line back, one completes. A tab is quoted by ^V, which line editors
 * (readline, zsh, BusyBox) and the terminal's own line discipline understand alike; of the others some
 * act even then, so none is typed for a learner.
 */
export function keysFor(script: string): string | Problem {
  const found = CONTROL.exec(script)?.[0];
  if (found !== undefined) {
    const code = found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return {
      severity: 'error',
      code: 'control-character',
      message: `the command has a control character (U+${code}), on which a terminal acts, so it is not typed for you`,
      hint: 'type it yourself, with an escape such as \\033 in its place, if you trust the document',
    };
  }
  return `${script.replaceAll('\t', '\u0016\t').replaceAll('\n', '\r')}\r`;
}

/** All but the tab and the end of a line. */
const CONTROL = /(?![\t\n])\p{Cc}/u;
