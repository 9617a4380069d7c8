import { dockerCommand } from '../command/docker.ts';
import { isBelow } from '../command/files.ts';
import { parseScript } from '../command/words.ts';
import type { Draft, DraftCommand } from './draft.ts';
import { leavesSession } from './sessions.ts';

/**
 * Moves commands with the host's prompt into the container that was opened right above, where the
 * author writes that prompt everywhere: `exit` ends them, or the first one works on what is mounted there.
 */
export function noteTypedOn(drafts: readonly Draft[]): void {
  const commands = drafts.filter((draft) => draft.kind === 'command');
  for (const [index, opener] of commands.entries()) {
    if (opener.use.use !== 'session' || opener.use.client || opener.where.kind !== 'host') continue;
    const { shell } = opener.where;
    const later = commands.slice(index + 1);
    const end = later.findIndex((command) => !goesOn(command, shell));
    const run = end < 0 ? later : later.slice(0, end);
    if (run.length === 0 || !(isLeftBy(later[end], opener) || worksOnMount(run[0]!, opener))) continue;
    for (const command of run) command.where = { kind: 'inside', opener: opener.id };
  }
}

/** Whether it has the prompt of a host and may be typed in a container as well. */
function goesOn({ where, entry, machine }: DraftCommand, shell: number): boolean {
  return (
    where.kind === 'host' &&
    where.shell === shell &&
    machine === '' &&
    entry.prompt?.kind === 'host' &&
    !/\bdocker\b/.test(entry.command.typed)
  );
}

const isLeftBy = (command: DraftCommand | undefined, { id }: DraftCommand): boolean =>
  command?.where.kind === 'inside' &&
  command.where.opener === id &&
  leavesSession(command.entry.command.typed);

function worksOnMount({ entry }: DraftCommand, opener: DraftCommand): boolean {
  const mounted = parseScript(opener.entry.command.typed).commands.flatMap(({ words }) =>
    mountsOf(dockerCommand(words)),
  );
  return parseScript(entry.command.typed).commands.some(({ words }) =>
    words.slice(1).some(({ text }) => text.startsWith('/') && isBelow(text, mounted)),
  );
}

/** Folders of a container that have another name outside, or none. */
function mountsOf(docker: ReturnType<typeof dockerCommand>): readonly string[] {
  const volumes = (docker?.options.get('volume') ?? []).map((volume) => {
    const [source, target] = volume.split(':');
    return target === undefined ? ['', source] : [source, target];
  });
  const mounts = (docker?.options.get('mount') ?? []).map((mount) =>
    ['source|src', 'target|destination|dst'].map(
      (key) => new RegExp(`(?:^|,)(?:${key})=([^,]+)`).exec(mount)?.[1] ?? '',
    ),
  );
  return [...volumes, ...mounts].flatMap(([source, target = '']) =>
    target.startsWith('/') && source !== target ? [target] : [],
  );
}
