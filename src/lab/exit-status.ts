import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
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

/** The exit status that a command line asks a shell for by its last words: `sh -c 'sleep 1; exit 3'`. */
export function statusAsked(script: string): number | undefined {
  const { commands } = parseScript(script);
  const [only] = commands;
  if (!only || commands.length > 1) return undefined;
  const docker = dockerCommand(only.words);
  if (docker && (!/^(?:run|exec)$/.test(docker.verb) || docker.options.has('detach'))) return undefined;
  const [program = '', option, typed = ''] = docker
    ? docker.arguments.slice(1)
    : only.words.map(({ text }) => text);
  if (!/^(?:\/bin\/)?(?:ba|da|a|z)?sh$/.test(program) || option !== '-c') return undefined;
  const status = /(?:^|[;&\s])exit (\d{1,3})\s*;?\s*$/.exec(typed)?.[1];
  return status === undefined ? undefined : Number(status);
}

function statusShown({ output }: DraftCommand): number | undefined {
  const shown = output.find(({ text }) => text.trim() !== '')?.text.trim() ?? '';
  return /^\d{1,3}$/.test(shown) ? Number(shown) : undefined;
}

function samePlace(one: DraftCommand, other: DraftCommand): boolean {
  if (one.where.kind === 'host') return other.where.kind === 'host' && one.where.shell === other.where.shell;
  return other.where.kind === 'inside' && one.where.opener === other.where.opener;
}
