import { parseScript, type Word } from './words.ts';

/** A command line that is typed at one machine and runs on another. */
export interface Remote {
  readonly program: 'ssh' | 'docker-machine';
  /** As typed, without the user; a name or an address. */
  readonly host: string;
  /** What runs there; undefined where it opens a session. */
  readonly script: string | undefined;
  /** Parts of it are expanded by the shell it is typed in, before they are sent. */
  readonly expanded: boolean;
  /** A key file is named, as for machines that others run. */
  readonly key: boolean;
}

/** `ssh [OPTION…] [USER@]HOST [COMMAND…]` and `docker-machine ssh HOST [COMMAND…]` as the whole of a script. */
export function remoteCommand(script: string): Remote | undefined {
  const { commands } = parseScript(script);
  const [command] = commands;
  if (!command || commands.length > 1 || command.background) return undefined;
  const words = withoutSudo(command.words);
  const [program, verb] = words.map(({ text }) => text);
  if (command.redirects.length > 0) return undefined;
  if (program === 'ssh') return ofWords('ssh', words.slice(1));
  if (program !== 'docker-machine' || verb !== 'ssh') return undefined;
  return ofWords('docker-machine', words.slice(2));
}

/** Options of ssh(1) that take a value. */
const WITH_VALUE = /^-[A-Za-z]*[BbcDEeFIiJLlmOopQRSWw]$/;

function ofWords(program: Remote['program'], words: readonly Word[]): Remote | undefined {
  let at = 0;
  let key = false;
  while (words[at]?.text.startsWith('-')) {
    const option = words[at]!.text;
    key ||= /^-[A-Za-z]*i/.test(option);
    at += WITH_VALUE.test(option) ? 2 : 1;
  }
  const destination = words[at]?.text.replace(/^ssh:\/\//, '').replace(/:\d+$/, '');
  const host = destination?.slice(destination.lastIndexOf('@') + 1);
  if (host === undefined || host === '' || /[<>$`{}[\]]/.test(host)) return undefined;
  const rest = words.slice(at + 1);
  const script = rest.map(({ text }) => text).join(' ');
  return {
    program,
    host,
    script: rest.length === 0 ? undefined : script,
    expanded: rest.some(({ dynamic }) => dynamic),
    key,
  };
}

const withoutSudo = (words: readonly Word[]): readonly Word[] =>
  words[0]?.text === 'sudo' ? words.slice(1) : words;

/** The machine that `docker-machine create` makes, and with which driver. */
export function machineCreated(
  script: string,
): { readonly name: string; readonly driver: string } | undefined {
  for (const { words } of parseScript(script).commands) {
    const [program, verb, ...rest] = withoutSudo(words).map(({ text }) => text);
    if (program !== 'docker-machine' || verb !== 'create') continue;
    const name = rest.at(-1) ?? '';
    const at = rest.findIndex((word) => /^(?:-d|--driver)$/.test(word));
    const joined = rest.flatMap((word) => /^(?:-d|--driver)=(.+)$/.exec(word)?.[1] ?? [])[0];
    if (!/^[A-Za-z][\w.-]{0,62}$/.test(name)) return undefined;
    return { name, driver: joined ?? (at < 0 ? '' : (rest[at + 1] ?? '')) };
  }
  return undefined;
}
