import type { LabResult } from '../model/event.ts';
import type { Command, Lab } from '../model/lab.ts';
import type { CommandResult } from '../model/verdict.ts';

/** What a lab came to when it was run last. */
export interface LastRun {
  /** The lab as it was then. */
  readonly lab: Lab;
  readonly result: LabResult;
  /** When it ended, in ms since 1970. */
  readonly at: number;
}

/** A result at the place that its command has now. */
export interface PlacedResult {
  readonly command: Command;
  readonly result: CommandResult;
  /** By how many lines the command has moved since; what a result says of lines moves with it. */
  readonly shift: number;
}

/**
 * The results of the commands that are in the document as it is now with the output that they had: what
 * was changed since is not judged by what it was before. Equal commands are told apart by their order.
 */
export function placedResults({ lab: old, result }: LastRun, now: Lab): readonly PlacedResult[] {
  const results = new Map(result.commands.map((command) => [command.id, command]));
  const before = new Map<string, Command[]>();
  for (const command of commandsOf(old)) {
    const same = before.get(command.typed);
    if (same) same.push(command);
    else before.set(command.typed, [command]);
  }
  return commandsOf(now).flatMap((command) => {
    const then = before.get(command.typed)?.shift();
    const found = then && results.get(then.id);
    // What is included stands in another file.
    if (!found || found.from || command.from || !showsTheSame(then, command)) return [];
    return [{ command, result: found, shift: command.span.line - then.span.line }];
  });
}

const commandsOf = (lab: Lab): readonly Command[] =>
  lab.steps.flatMap(({ actions }) => actions.filter((action) => action.kind === 'command'));

function showsTheSame(then: Command, now: Command): boolean {
  const [a, b] = [then.expected?.lines ?? [], now.expected?.lines ?? []];
  return a.length === b.length && a.every(({ text }, index) => text === b[index]!.text);
}
