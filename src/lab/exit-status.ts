import type { Draft, DraftCommand } from './draft.ts';

/** The exit statuses that a document shows by an `echo $?` right below a command, by the command's id. */
export function shownStatuses(drafts: readonly Draft[]): ReadonlyMap<number, number> {
  const commands = drafts.filter((draft) => draft.kind === 'command');
  const statuses = new Map<number, number>();
  for (const [index, command] of commands.entries()) {
    const status = asksStatus(command.entry.command.typed) ? statusShown(command) : undefined;
    const before = commands[index - 1];
    if (status !== undefined && before && samePlace(before, command)) statuses.set(before.id, status);
  }
  return statuses;
}

/** Whether a command prints the exit status of the one before it. */
export function asksStatus(script: string): boolean {
  return /^\s*(?:echo|printf)\b[^;|&]{0,80}\$\?/.test(script);
}

function statusShown({ output }: DraftCommand): number | undefined {
  const shown = output.find(({ text }) => text.trim() !== '')?.text.trim() ?? '';
  return /^\d{1,3}$/.test(shown) ? Number(shown) : undefined;
}

function samePlace(one: DraftCommand, other: DraftCommand): boolean {
  if (one.where.kind === 'host') return other.where.kind === 'host' && one.where.shell === other.where.shell;
  return other.where.kind === 'inside' && one.where.opener === other.where.opener;
}
