import { readPrompt } from '../lab/prompts.ts';
import type { ExpectedOutput } from '../model/lab.ts';
import type { Execution } from '../session/execution.ts';
import { withoutShellMarks } from '../session/prompt.ts';

/** An execution whose output says nothing of how a session was typed into, which the log of its container keeps. */
export function asLogged(execution: Execution): { readonly execution: Execution; readonly logged: boolean } {
  const output = withoutShellMarks(execution.output);
  return output === undefined
    ? { execution, logged: false }
    : { execution: { ...execution, output }, logged: true };
}

/** What a log shows of a session but for prompts and what was typed at them: labproof types without echo. */
export function withoutTyped(expected: ExpectedOutput): ExpectedOutput {
  return { ...expected, lines: expected.lines.filter(({ text }) => !isTyped(text)) };
}

function isTyped(text: string): boolean {
  const { kind, command = '' } = readPrompt(text) ?? {};
  return kind === 'inside' || kind === 'login' || (kind === 'root' && command !== '');
}
