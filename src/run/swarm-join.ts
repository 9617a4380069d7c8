import { dockerCommand } from '../command/docker.ts';
import { parseScript, type Word } from '../command/words.ts';
import { roleInName } from '../lab/machine-names.ts';
import type { Command, SwarmMember } from '../model/lab.ts';
import type { LabContext, Several } from './context.ts';

/**
 * The script with the token and the address of the live swarm, where it joins one: a reader copies
 * them from their own screen. As it is where it is to fail, where the words are made by the shell, or
 * where no machine of the lab is a manager.
 */
export async function withLiveSwarm(command: Command, script: string, context: LabContext): Promise<string> {
  const { several } = context;
  if (!several || expectsRefusal(command)) return script;
  const join = joinIn(script);
  if (!join) return script;
  const manager = await managerOf(several, context.machine);
  if (!manager) return script;
  const role = roleOf(command, join.token?.text ?? '', context);
  const { remote } = join;
  // `docker swarm join …` leaves it to the reader to copy all of it.
  if (!join.token && remote && /^(?:\.{2,}|…)$/.test(remote.text))
    return `${script.slice(0, remote.from)}--token ${manager.tokens[role]} ${manager.address}:2377${script.slice(remote.to)}`;
  const replaced = [
    ...(join.token && !join.token.dynamic ? [{ word: join.token, text: manager.tokens[role] }] : []),
    ...(join.remote && !join.remote.dynamic
      ? [{ word: join.remote, text: remoteOf(join.remote, manager.address) }]
      : []),
  ];
  return [...replaced]
    .sort((a, b) => b.word.from - a.word.from)
    .reduce((text, { word, text: live }) => text.slice(0, word.from) + live + text.slice(word.to), script);
}

/**
 * A token that an output shows together with the address stands for both, and the address that the
 * document types on another line comes a second time.
 */
export const joinedOnce = (script: string): string =>
  script.replace(/(\bSWMTKN-\S+ +[\w.-]+:\d+)(?:\s|\\\n)+[\w.-]+:\d+(?=\s|$)/g, '$1');

/** Joins the machines that the document has in the swarm by now without a command that does it. */
export async function joinMembers(
  members: readonly SwarmMember[],
  context: LabContext,
  line: number,
): Promise<void> {
  const { several } = context;
  if (!several) return;
  for (const { machine, role } of members) {
    const member = several.contexts.get(machine);
    if (!member || (await member.engine.swarm())?.node !== undefined) continue;
    const manager = await managerOf(several, machine);
    const script = manager
      ? `docker swarm join --token ${manager.tokens[role]} ${manager.address}:2377`
      : `docker swarm init --advertise-addr ${several.addresses.get(machine)}`;
    const shell = await member.shells.host(0);
    const { exitCode, output } = await shell.run(script, {
      timeoutMs: context.options.timeoutMs,
      terminal: 'none',
    });
    several.notices.push({
      severity: 'warning',
      code: 'joined',
      message:
        exitCode === 0
          ? `${machine} ${manager ? 'joins' : 'begins'} the swarm before line ${line}: the document has it there, and no command that does it`
          : `${machine} could not join the swarm before line ${line}: ${output.trim().split('\n').at(-1)}`,
    });
  }
}

interface Join {
  readonly token: Word | undefined;
  readonly remote: Word | undefined;
}

function joinIn(script: string): Join | undefined {
  for (const { words } of parseScript(
    script.replace(/<([\w -]{1,40})>/g, (text) => `_${text.slice(1, -1).replaceAll(' ', '_')}_`),
  ).commands) {
    const docker = dockerCommand(words);
    if (docker?.verb !== 'swarm join') continue;
    const flag = words.findIndex(({ text }) => text === '--token');
    return { token: flag < 0 ? undefined : words[flag + 1], remote: docker.argumentWords.at(-1) };
  }
  return undefined;
}

interface Manager {
  readonly address: string;
  readonly tokens: Readonly<Record<SwarmMember['role'], string>>;
}

async function managerOf({ contexts, addresses }: Several, besides: string): Promise<Manager | undefined> {
  for (const [name, { engine }] of contexts) {
    if (name === besides) continue;
    const tokens = (await engine.swarm())?.tokens;
    const address = addresses.get(name);
    if (tokens && address !== undefined) return { address, tokens };
  }
  return undefined;
}

const remoteOf = ({ text }: Word, address: string): string => {
  const host = text.replace(/:\d+$/, '');
  // A name that the machines know stays.
  if (/^[A-Za-z][\w-]*$/.test(host) && !/^_/.test(host) && !/^[A-Z_]+$/.test(host)) return text;
  return `${address}${/:\d+$/.exec(text)?.[0] ?? ':2377'}`;
};

const expectsRefusal = ({ expected, directives }: Command): boolean =>
  (directives.exit ?? 0) !== 0 || (expected?.lines.some(({ text }) => /^Error\b/.test(text)) ?? false);

/** As what it joins: by its own output, by the output that shows its token, by the machine's name. */
function roleOf(command: Command, token: string, context: LabContext): SwarmMember['role'] {
  const shown = /joined a swarm as a (manager|worker)/.exec(textOf(command))?.[1];
  if (shown === 'manager' || shown === 'worker') return shown;
  const secret = token
    .split('-')
    .at(-1)!
    .split(/\.{2,}|…/)
    .at(-1)!;
  const source = context.plan.commands
    .slice(0, command.id)
    .findLast(({ command: earlier }) => secret.length > 3 && textOf(earlier).includes(secret))?.command;
  if (source) return /join-token\b.*\bmanager\b/.test(source.script) ? 'manager' : 'worker';
  const last = context.plan.commands
    .slice(0, command.id)
    .findLast(({ command: { script } }) => /\bjoin-token\b/.test(script));
  if (last && /\bmanager\b/.test(last.command.script)) return 'manager';
  return roleInName(context.machine) ?? 'worker';
}

const textOf = ({ expected }: Command): string => expected?.lines.map(({ text }) => text).join('\n') ?? '';
