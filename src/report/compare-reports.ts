import type { LabEngine } from '../model/event.ts';
import type { Verdict } from '../model/verdict.ts';
import { grouped } from '../text/grouped.ts';
import { nameOfEngine } from './engine-facts.ts';

/** What of a JSON report is compared. */
export interface ComparedReport {
  readonly labs: readonly ComparedLab[];
}

interface ComparedLab {
  readonly file: string;
  readonly engine?: Pick<LabEngine, 'asked' | 'version'>;
  readonly commands: readonly {
    readonly line: number;
    readonly command: string;
    readonly verdict: Verdict;
    readonly reason: string;
  }[];
}

export type ChangeKind = 'broken' | 'fixed' | 'changed' | 'new' | 'gone';

/** A command of which two reports tell different things. */
export interface Change {
  readonly kind: ChangeKind;
  readonly file: string;
  /** The engine, where one of the reports has the document on several. */
  readonly engine?: string;
  readonly line: number;
  readonly command: string;
  readonly before: Verdict | undefined;
  readonly after: Verdict | undefined;
  /** Of the later report, where it has the command. */
  readonly reason: string;
}

/**
 * What is otherwise in the second report. A command is the same as that with its text in the same
 * document on the same engine, the nth as the nth; lines move.
 */
export function compareReports(before: ComparedReport, after: ComparedReport): readonly Change[] {
  const past = grouped(before.labs, ({ file }) => file);
  const now = grouped(after.labs, ({ file }) => file);
  return [...new Set([...now.keys(), ...past.keys()])].flatMap((file) =>
    pairsOf(past.get(file) ?? [], now.get(file) ?? []).flatMap(({ old, own, engine }) =>
      changesOf(old, own).map((change) => ({ ...change, file, ...(engine !== undefined && { engine }) })),
    ),
  );
}

interface Pair {
  readonly old: ComparedLab | undefined;
  readonly own: ComparedLab | undefined;
  readonly engine?: string | undefined;
}

/**
 * A document's labs of both reports. Where each has it once, these are compared, whatever engine they ran on; where one
 * has it on several, those on the same. One that the other report has not on that engine is compared with the only one
 * that it has.
 */
function pairsOf(past: readonly ComparedLab[], now: readonly ComparedLab[]): readonly Pair[] {
  if (past.length < 2 && now.length < 2) return [{ old: past[0], own: now[0] }];
  const matched = new Set<ComparedLab>();
  const pairs = now.map((own): Pair => {
    const old = past.find((lab) => nameOf(lab) === nameOf(own)) ?? (past.length === 1 ? past[0] : undefined);
    if (old) matched.add(old);
    return { old, own, engine: nameOf(own) };
  });
  const gone = past.filter((old) => !matched.has(old));
  return [...pairs, ...gone.map((old): Pair => ({ old, own: undefined, engine: nameOf(old) }))];
}

const nameOf = ({ engine }: ComparedLab): string | undefined => engine && nameOfEngine(engine);

function changesOf(
  before: ComparedLab | undefined,
  after: ComparedLab | undefined,
): readonly Omit<Change, 'file' | 'engine'>[] {
  const old = commandsOf(before);
  const now = commandsOf(after);
  const changes: Omit<Change, 'file' | 'engine'>[] = [];
  for (const [key, { line, command, verdict, reason }] of now) {
    const past = old.get(key)?.verdict;
    if (past === verdict) continue;
    changes.push({ kind: kindOf(past, verdict), line, command, before: past, after: verdict, reason });
  }
  for (const [key, { line, command, verdict }] of old) {
    if (!now.has(key))
      changes.push({ kind: 'gone', line, command, before: verdict, after: undefined, reason: '' });
  }
  return changes;
}

function kindOf(before: Verdict | undefined, after: Verdict): ChangeKind {
  if (after === 'failed') return 'broken';
  if (before === undefined) return 'new';
  return before === 'failed' && after !== 'skipped' ? 'fixed' : 'changed';
}

function commandsOf(lab: ComparedLab | undefined): ReadonlyMap<string, ComparedLab['commands'][number]> {
  const commands = new Map<string, ComparedLab['commands'][number]>();
  const times = new Map<string, number>();
  for (const command of lab?.commands ?? []) {
    const nth = (times.get(command.command) ?? 0) + 1;
    times.set(command.command, nth);
    commands.set(JSON.stringify([command.command, nth]), command);
  }
  return commands;
}
