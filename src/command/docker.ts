import { canonicalVerb, NOUNS, verbOf } from '../profile/verbs.ts';
import { type OptionTable, optionsOf } from './docker-options.ts';
import type { Word } from './words.ts';

/** A command line of the docker CLI (or docker-compose), parsed. */
export interface DockerCommand {
  /**
   * The canonical verb: management forms are folded into the short one where there is one
   * (`container run` → `run`, `container ls` → `ps`, `image rm` → `rmi`, `network list` → `network
   * ls`); `docker-compose up` and `docker compose up` are `compose up`.
   */
  readonly verb: string;
  /** Long names without dashes; a switch has the value `true`; repeated options keep their order. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly arguments: readonly string[];
  /** The words of `arguments`, with their offsets. */
  readonly argumentWords: readonly Word[];
}

const SUBVERBS: ReadonlyMap<string, string> = new Map([
  ['list', 'ls'],
  ['remove', 'rm'],
]);

/** Options of `docker` itself that take a value, before the verb. */
const GLOBAL_WITH_VALUE = new Set([
  '-H',
  '--host',
  '-c',
  '--context',
  '--config',
  '-l',
  '--log-level',
  '--tlscacert',
  '--tlscert',
  '--tlskey',
]);

/** Words before a command that do not change which command it is. */
const PREFIXES = new Set([
  'sudo',
  'time',
  'command',
  'exec',
  'env',
  'nohup',
  'winpty',
  'then',
  'do',
  'else',
  'if',
  'while',
  'until',
  '!',
  '{',
]);

const EMPTY: OptionTable = { switches: new Set(), short: new Map() };

/** The words of a simple command from its program on: without assignments, `sudo` and the like. */
export function programWords(words: readonly Word[]): readonly Word[] {
  let at = 0;
  let prefixed = false;
  for (; at < words.length; at += 1) {
    const { text } = words[at]!;
    if (/^[A-Za-z_][A-Za-z0-9_]*\+?=/.test(text)) continue;
    if (PREFIXES.has(text.replace(/^\/(?:usr\/)?bin\//, ''))) prefixed = true;
    else if (!(prefixed && text.startsWith('-'))) break;
  }
  return words.slice(at);
}

/** Many rules ask about the same words; what they mean never changes. */
const known = new WeakMap<readonly Word[], { readonly command: DockerCommand | undefined }>();

/** The docker command line in the words of a simple command; undefined when it is another program. */
export function dockerCommand(words: readonly Word[]): DockerCommand | undefined {
  const before = known.get(words);
  if (before) return before.command;
  const command = readCommand(words);
  known.set(words, { command });
  return command;
}

function readCommand(words: readonly Word[]): DockerCommand | undefined {
  const [program, ...rest] = programWords(words);
  const name = program?.text
    .split('/')
    .at(-1)
    ?.replace(/\.exe$/, '');
  if (name === 'docker-compose') return composeCommand(rest);
  if (name !== 'docker') return undefined;
  let at = 0;
  while (at < rest.length && rest[at]!.text.startsWith('-')) {
    at += GLOBAL_WITH_VALUE.has(rest[at]!.text) ? 2 : 1;
  }
  const first = rest[at]?.text ?? '';
  if (first === 'compose') return composeCommand(rest.slice(at + 1));
  if (!NOUNS.has(first)) return parsed(first, rest.slice(at + 1));
  const second = rest[at + 1];
  if (!second || second.text.startsWith('-')) return parsed(first, rest.slice(at + 1));
  const sub = SUBVERBS.get(second.text) ?? second.text;
  return parsed(canonicalVerb(`${first} ${sub}`), rest.slice(at + 2));
}

function composeCommand(words: readonly Word[]): DockerCommand {
  const before = readOptions(words, optionsOf('compose'), true);
  const verb = before.rest[0];
  if (!verb) return { verb: 'compose', options: before.options, arguments: [], argumentWords: [] };
  const own = parsed(`compose ${verb.text}`, before.rest.slice(1));
  return { ...own, options: new Map([...before.options, ...own.options]) };
}

function parsed(verb: string, words: readonly Word[]): DockerCommand {
  const { options, rest } = readOptions(
    words,
    verb === '' ? EMPTY : optionsOf(verb),
    verbOf(verb).runs !== undefined,
  );
  return { verb, options, arguments: rest.map((word) => word.text), argumentWords: rest };
}

function readOptions(words: readonly Word[], table: OptionTable, stopAtArgument: boolean) {
  const options = new Map<string, string[]>();
  const rest: Word[] = [];
  const add = (name: string, value: string): void => {
    const key = name === 'net' ? 'network' : name;
    const values = options.get(key);
    if (values) values.push(value);
    else options.set(key, [value]);
  };
  for (let at = 0; at < words.length; at += 1) {
    const { text } = words[at]!;
    if (text === '--') {
      rest.push(...words.slice(at + 1));
      break;
    }
    if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      const name = text.slice(2, equals < 0 ? undefined : equals);
      if (equals >= 0) add(name, text.slice(equals + 1));
      else if (table.switches.has(name)) add(name, 'true');
      else add(name, words[++at]?.text ?? '');
    } else if (text.startsWith('-') && text.length > 1) {
      for (let i = 1; i < text.length; i += 1) {
        const name = table.short.get(text[i]!) ?? text[i]!;
        if (table.switches.has(name)) {
          add(name, 'true');
          continue;
        }
        const glued = text.slice(i + 1).replace(/^=/, '');
        add(name, glued !== '' ? glued : (words[++at]?.text ?? ''));
        break;
      }
    } else if (stopAtArgument) {
      rest.push(...words.slice(at));
      break;
    } else rest.push(words[at]!);
  }
  return { options, rest };
}
