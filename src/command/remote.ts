import { dockerCommand, programWords } from './docker.ts';
import { parseScript, type Word } from './words.ts';

/** A command line that is typed at one machine and runs on another. */
export interface Remote {
  readonly program: 'ssh' | 'docker-machine' | 'docker';
  /** As typed, without the user; a name or an address. */
  readonly host: string;
  /** What runs there; undefined where it opens a session. */
  readonly script: string | undefined;
  /** Parts of it are expanded by the shell it is typed in, before they are sent. */
  readonly expanded: boolean;
  /** A key file is named, as for machines that others run. */
  readonly key: boolean;
}

/**
 * `ssh [OPTION…] [USER@]HOST [COMMAND…]` and `docker-machine ssh HOST [COMMAND…]` as the whole of a script,
 * and `docker -H tcp://HOST:PORT …` or `ssh://`, what its output goes to included.
 */
export function remoteCommand(script: string, contexts: Contexts = NO_CONTEXTS): Remote | undefined {
  return atEngine(script, contexts) ?? bySsh(script);
}

/** Hosts of the Docker contexts that a lab has made, by name. */
type Contexts = ReadonlyMap<string, string>;
const NO_CONTEXTS: Contexts = new Map();

/** The Docker context for another machine that a script makes. */
export function contextMade(script: string): { readonly name: string; readonly host: string } | undefined {
  for (const { words } of parseScript(script).commands) {
    const docker = dockerCommand(words);
    if (docker?.verb !== 'context create') continue;
    const [name] = docker.arguments;
    const endpoint = docker.options.get('docker')?.[0] ?? '';
    const host = hostIn(/(?:^|,)host=([^,]+)/.exec(endpoint)?.[1]);
    if (name !== undefined && host !== undefined) return { name, host };
  }
  return undefined;
}

/** The context that docker commands after this script use. */
export function contextUsed(script: string): string | undefined {
  return parseScript(script)
    .commands.flatMap(({ words }) => dockerCommand(words) ?? [])
    .find(({ verb }) => verb === 'context use')?.arguments[0];
}

/** Whether docker commands, and other programs only with their output, are all of a script. */
export function isOfDocker(script: string): boolean {
  const [first] = parseScript(script).commands;
  const docker = first && dockerCommand(withoutSudo(first.words));
  return docker !== undefined && !/^(?:context|login|version)\b/.test(docker.verb);
}

function bySsh(script: string): Remote | undefined {
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

/** What a script reaches from within by ssh or scp, without a key; undefined as a host is one that its shell expands. */
export function hostsReached(
  script: string,
): { readonly program: string; readonly hosts: readonly (string | undefined)[] } | undefined {
  let program: string | undefined;
  const hosts: (string | undefined)[] = [];
  for (const command of parseScript(script).commands) {
    const words = programWords(command.words);
    const name = words[0]?.text;
    if (name !== 'ssh' && name !== 'scp') continue;
    if (words.some(({ text }) => /^-[A-Za-z]*i$/.test(text))) return undefined;
    program ??= name;
    const rest = words.slice(1).filter((_, at) => !WITH_VALUE.test(words[at]!.text) || at === 0);
    const operands = rest.filter(({ text }) => !text.startsWith('-'));
    const places =
      name === 'ssh' ? operands.slice(0, 1) : operands.filter(({ text }) => /^[^/:]+:/.test(text));
    if (places.length === 0) return undefined;
    for (const { text, dynamic } of places) {
      const host = text.replace(/^ssh:\/\//, '').replace(/:.*$/s, '');
      hosts.push(dynamic ? undefined : host.slice(host.lastIndexOf('@') + 1));
    }
  }
  return program === undefined ? undefined : { program, hosts };
}

/** Where the docker commands of a script go, all of them to one, and the script as it is typed there. */
function atEngine(script: string, contexts: Contexts): Remote | undefined {
  const all = parseScript(script).commands.filter(({ words }) => withoutSudo(words)[0]?.text === 'docker');
  const found = all.map(({ words }) => engineOf(withoutSudo(words).slice(1), contexts));
  const host = found[0]?.host;
  if (host === undefined || found.some((one) => one?.host !== host)) return undefined;
  const options = found.flatMap((one) => one?.options ?? []);
  const there = options.reduceRight(
    (text, { from, to }) => text.slice(0, from) + text.slice(to).trimStart(),
    script,
  );
  return { program: 'docker', host, script: there, expanded: false, key: false };
}

/** The client's options that say where the engine is, and how it is known. */
function engineOf(
  words: readonly Word[],
  contexts: Contexts,
): { readonly host: string; readonly options: readonly Word[] } | undefined {
  let host: string | undefined;
  const options: Word[] = [];
  for (let at = 0; words[at]?.text.startsWith('-'); at += 1) {
    const [, name = '', joined] = /^(-H|-c|--[\w-]+)=?(.+)?$/s.exec(words[at]!.text) ?? [];
    const isHost = name === '-H' || name === '--host';
    const isContext = name === '-c' || name === '--context';
    if (!isHost && !isContext && !/^--tls/.test(name)) return undefined;
    options.push(words[at]!);
    if (joined === undefined && (isHost || isContext || /^--tls(?:cacert|cert|key)$/.test(name))) {
      at += 1;
      options.push(...words.slice(at, at + 1));
    }
    if (isHost) host = hostIn(joined ?? words[at]?.text);
    if (isContext) host = contexts.get(joined ?? words[at]?.text ?? '');
  }
  return host === undefined ? undefined : { host, options };
}

/** Of the address of an engine on another computer. */
function hostIn(address: string | undefined): string | undefined {
  const name = /^(?:(?:tcp|https?|ssh):\/\/)?(?:[\w.-]+@)?([\w.-]+)(?::\d+)?\/?$/.exec(address ?? '')?.[1];
  return name === undefined || /^(?:localhost|127\..*)$/.test(name) ? undefined : name;
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
