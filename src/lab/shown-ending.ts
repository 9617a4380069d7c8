import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Draft, DraftCommand } from './draft.ts';

/**
 * Notes how the reader has left the containers that `docker run` or `docker attach` opened, where nothing says so but
 * the next list of containers shows it: one that it lists as exited, or that a list of those
 * running lacks, was left by `exit`.
 */
export function noteShownEndings(drafts: readonly Draft[]): void {
  const commands = drafts.filter((draft) => draft.kind === 'command');
  for (const [index, opener] of commands.entries()) {
    if (opener.leave !== undefined || !/^(?:maybe-)?session$/.test(opener.use.use)) continue;
    if (!LEAVES_OPEN.test(verbOf(opener) ?? '')) continue;
    if (isMadeAgain(opener, commands.slice(index + 1))) {
      opener.leave = 'exit';
      continue;
    }
    const names = namesOf(opener, commands.slice(index + 1));
    if (names.length > 0 && isShownEnded(names, commands.slice(index + 1))) opener.leave = 'exit';
  }
}

/** Verbs whose sessions are left by the keys that let the container run, where nothing else is known. */
const LEAVES_OPEN = /^(?:run|attach|start)$/;

/** Its name is given to another container while nothing was typed in it: then the reader has left it. */
function isMadeAgain({ id, use }: DraftCommand, later: readonly DraftCommand[]): boolean {
  if (use.container === '' || later.some(({ where }) => where.kind === 'inside' && where.opener === id))
    return false;
  return later.some((command) => {
    const docker = dockerOf(command);
    return (
      /^(?:run|create)$/.test(docker?.verb ?? '') && docker!.options.get('name')?.at(-1) === use.container
    );
  });
}

/** What a list calls the container: the name it was given, the ID in its prompts. */
function namesOf({ id, use }: DraftCommand, later: readonly DraftCommand[]): readonly string[] {
  const inside = later.filter(({ where }) => where.kind === 'inside' && where.opener === id);
  const labels = inside.flatMap(({ entry }) => entry.prompt?.label ?? []);
  return [use.container, ...labels.filter((label) => /^[0-9a-f]{12}$/.test(label))].filter(Boolean);
}

function isShownEnded(names: readonly string[], later: readonly DraftCommand[]): boolean {
  for (const command of later) {
    if (command.where.kind === 'inside') continue;
    const docker = dockerOf(command);
    if (docker?.verb !== 'ps') {
      // What starts or enters it again needs it in another state.
      if (docker?.arguments.some((word) => names.includes(word))) return false;
      continue;
    }
    const rows = command.output.map(({ text }) => text);
    const row = rows.find((text) => names.some((name) => text.includes(name)));
    if (row !== undefined) return /\bExited \(/.test(row);
    const all = ['all', 'filter', 'latest', 'last', 'quiet', 'format'].some((name) =>
      docker.options.has(name),
    );
    if (!all && rows.some((text) => /^CONTAINER ID\b/.test(text))) return true;
  }
  return false;
}

const verbOf = (command: DraftCommand): string | undefined => dockerOf(command)?.verb;

function dockerOf({ entry }: DraftCommand): ReturnType<typeof dockerCommand> {
  const { commands } = parseScript(entry.command.typed);
  return commands.length === 1 ? dockerCommand(commands[0]!.words) : undefined;
}
