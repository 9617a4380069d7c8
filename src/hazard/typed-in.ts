import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { carriedBy } from './carried.ts';
import type { Typed } from './hazard.ts';

/** Scripts in scripts in scripts are as deep as anybody types them. */
const DEEPEST = 3;

/** The simple commands of a script, those that its commands are given to run included. */
export function* typedIn(script: string, depth = 0): Generator<Typed> {
  for (const command of parseScript(script).commands) {
    const words = programWords(command.words);
    const [first, ...rest] = words.map(({ text }) => text);
    const program = (first ?? '').replace(/^(?:\/usr)?(?:\/local)?\/s?bin\//, '');
    yield {
      command,
      program,
      args: rest,
      operands: rest.filter((word) => !word.startsWith('-')),
      options: rest.filter((word) => word.startsWith('-')),
      docker: dockerCommand(command.words),
    };
    const inner = depth === DEEPEST ? undefined : carriedBy(program, words.slice(1));
    if (inner !== undefined) yield* typedIn(inner, depth + 1);
  }
}
