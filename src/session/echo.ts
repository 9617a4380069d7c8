import { withoutShellPrompts } from './prompt.ts';

export interface Spoken {
  readonly text: string;
  /** What was typed before. */
  readonly typed: string;
  /** The prompt that ends the text; '' when nothing waits for input. */
  readonly prompt: string;
  /** The prompt that was typed at, of a program that is no shell. */
  readonly before: string;
  /** What a shell says to an empty command; see `emptyAnswer`. */
  readonly artifact: string;
}

/** The part of what a terminal shows that is the program's output: neither echo nor prompts. */
export function spokenOutput(spoken: Spoken): string {
  const { text, typed, prompt, before, artifact } = spoken;
  const body = withoutShellPrompts(text.endsWith(prompt) ? text.slice(0, text.length - prompt.length) : text);
  if (artifact !== '' && body.startsWith(artifact)) return body.slice(artifact.length);
  const end = body.indexOf('\n');
  const first = end === -1 ? body : body.slice(0, end);
  const isEcho = typed !== '' && (first === typed || first === before + typed);
  return isEcho ? body.slice(end === -1 ? body.length : end + 1) : body;
}

/** What editors of lines print when Enter is pressed, found out by an empty command; '' for most. */
export function emptyAnswer(text: string, typed: string): string {
  const answer = withoutShellPrompts(text);
  return answer.includes(typed) ? '' : answer;
}
