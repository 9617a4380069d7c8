import type { Verdict } from '../model/verdict.ts';

/** What of a JSON report is compared. */
export interface ComparedReport {
  readonly labs: readonly {
    readonly file: string;
    readonly commands: readonly {
      readonly line: number;
      readonly command: string;
      readonly verdict: Verdict;
      readonly reason: string;
    }[];
  }[];
}

export type ChangeKind = 'broken' | 'fixed' | 'changed' | 'new' | 'gone';

/** A command of which two reports tell different things. */
export interface Change {
  readonly kind: ChangeKind;
  readonly file: string;
  readonly line: number;
  readonly command: string;
  readonly before: Verdict | undefined;
  readonly after: Verdict | undefined;
  /** Of the later report, where it has the command. */
  readonly reason: string;
}

/**
 * What is otherwise in the second report. A command is the same as that with its text in the same
 * document, the nth as the nth; lines move.
 */
export function compareReports(before: ComparedReport, after: ComparedReport): readonly Change[] {
  const old = commandsOf(before);
  const now = commandsOf(after);
  const changes: Change[] = [];
  for (const [key, { file, ...command }] of now) {
    const past = old.get(key);
    if (past?.verdict === command.verdict) continue;
    changes.push({
      kind: kindOf(past?.verdict, command.verdict),
      file,
      line: command.line,
      command: command.command,
      before: past?.verdict,
      after: command.verdict,
      reason: command.reason,
    });
  }
  for (const [key, { file, line, command, verdict }] of old) {
    if (now.has(key)) continue;
    changes.push({ kind: 'gone', file, line, command, before: verdict, after: undefined, reason: '' });
  }
  return changes;
}

function kindOf(before: Verdict | undefined, after: Verdict): ChangeKind {
  if (after === 'failed') return 'broken';
  if (before === undefined) return 'new';
  return before === 'failed' && after !== 'skipped' ? 'fixed' : 'changed';
}

type Commands = ReadonlyMap<
  string,
  ComparedReport['labs'][number]['commands'][number] & { readonly file: string }
>;

function commandsOf({ labs }: ComparedReport): Commands {
  const commands = new Map<string, NonNullable<ReturnType<Commands['get']>>>();
  for (const { file, commands: own } of labs) {
    const times = new Map<string, number>();
    for (const command of own) {
      const nth = (times.get(command.command) ?? 0) + 1;
      times.set(command.command, nth);
      commands.set(JSON.stringify([file, command.command, nth]), { ...command, file });
    }
  }
  return commands;
}
