import type { Command, Terminal } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';
import { answersIn } from './answers.ts';
import type { Draft, DraftCommand } from './draft.ts';
import type { Event } from './steps.ts';

export interface Finished {
  readonly events: readonly Event[];
  readonly problems: readonly Problem[];
}

/** Makes actions of drafts: what only the whole document can tell is decided here. */
export function finish(file: string, drafts: readonly Draft[]): Finished {
  const events: Event[] = [];
  const problems: Problem[] = [];
  const openers = new Set(
    drafts.flatMap((draft) =>
      draft.kind === 'command' && draft.where.kind === 'inside' ? [draft.where.opener] : [],
    ),
  );
  for (const draft of drafts) {
    if (draft.kind === 'prose') {
      if (draft.prose.kind !== 'paragraph') events.push({ kind: 'title', prose: draft.prose });
    } else if (draft.kind === 'check') {
      const { sentence, line, column, endLine } = draft;
      events.push({
        kind: 'action',
        endLine,
        action: { kind: 'check', sentence, span: { file, line, column, endLine } },
      });
    } else if (draft.kind === 'command') {
      const command = commandOf(draft, { file, opens: openers.has(draft.id) });
      events.push({
        kind: 'action',
        endLine: command.expected?.span.endLine ?? command.span.endLine,
        action: command,
      });
    }
  }
  return { events, problems };
}

function commandOf(
  draft: DraftCommand,
  { file, opens }: { readonly file: string; readonly opens: boolean },
): Command {
  const { entry, output, directives } = draft;
  const { typed, lines } = entry.command;
  const first = lines[0]!;
  const offset = entry.prompt?.offset ?? first.text.length - first.text.trimStart().length;
  const span: Span = {
    file,
    line: first.line,
    column: first.offset + offset + 1,
    endLine: lines.at(-1)!.line,
  };
  const expected =
    output.length === 0
      ? undefined
      : {
          span: { file, line: output[0]!.line, column: output[0]!.offset + 1, endLine: output.at(-1)!.line },
          lines: output.map(({ line, text }) => ({ line, text })),
        };
  const { expect, exit, timeoutMs } = directives;
  return {
    kind: 'command',
    id: draft.id,
    span,
    typed,
    script: typed,
    where: draft.where,
    terminal: terminalOf(draft, opens),
    expected,
    answers: answersIn(output),
    directives: {
      ...(expect === undefined ? {} : { expect }),
      ...(exit === undefined ? {} : { exit }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
  };
}

/** A program that is not known stays open when something is typed in it, or when it shows nothing. */
function terminalOf({ use, output }: DraftCommand, opens: boolean): Terminal {
  if (use.use !== 'maybe-session') return use.use;
  return opens || output.length === 0 ? 'session' : 'one-shot';
}
