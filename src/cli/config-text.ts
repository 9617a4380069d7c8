import { dirname, relative, resolve } from 'node:path';
import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { ProgramProfile } from '../profile/profile.ts';
import { nearest } from '../text/nearest.ts';
import { versionOfNumber } from './engine-versions.ts';
import type { Flag } from './flag.ts';
import { FLAGS, type Verb } from './flags.ts';
import { programsFrom } from './program-options.ts';

/** Flags that choose the config file or ask a question; they can't stand in it. */
export const NOT_IN_CONFIG: ReadonlySet<string> = new Set(['help', 'config', 'no-config']);

type Section = Record<string, string | boolean | readonly string[]>;
export type Config = Partial<Record<Verb, Section>> & {
  plugins?: readonly string[];
  programs?: ReadonlyMap<string, ProgramProfile>;
};

/** Reads what a module exports as its config; it has no lines that mistakes could be reported with. */
export function readConfigObject(value: object, file: string): Config | { readonly error: string } {
  const document = parseDocument(JSON.stringify(value), { schema: 'json' });
  return readSections({ file, document, at: () => file });
}

/** Reads the text of a config file: flags by verb, as the command line would give them. */
export function readConfig(text: string, file: string): Config | { readonly error: string } {
  const lines = new LineCounter();
  // JSON is read as the YAML that it is, for the positions of its keys.
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: true,
    schema: 'json',
    uniqueKeys: true,
  });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken)
    return { error: `${at(broken.pos[0])}: it is not JSON: ${broken.message.split(/ at line |\n/)[0]}` };
  try {
    JSON.parse(text);
  } catch {
    return { error: `${at(0)}: it is not JSON, though YAML; quote keys and texts, and leave out comments` };
  }
  return readSections({ file, document, at });
}

/** What stands in a config beside the verbs. */
const BESIDE_VERBS = ['plugins', 'programs'];

interface Place {
  readonly file: string;
  readonly document: Document;
  readonly at: (offset: number) => string;
}

function readSections(place: Place): Config | { readonly error: string } {
  const verbs = pairsOf(place.document.contents as Node | null);
  if (!verbs) return { error: `${place.at(0)}: an object is expected, with the options of each verb` };
  const config: Config = {};
  for (const { key, offset, node } of verbs) {
    if (key === '$schema') continue;
    if (key === 'plugins') {
      const value: unknown = node?.toJS(place.document);
      if (!isTexts(value)) return { error: `${place.at(offset)}: plugins takes a list of modules` };
      config.plugins = value;
      continue;
    }
    if (key === 'programs') {
      const programs = programsFrom(node?.toJS(place.document));
      if ('error' in programs) return { error: `${place.at(offset)}: ${programs.error}` };
      config.programs = programs;
      continue;
    }
    if (!Object.hasOwn(FLAGS, key))
      return unknown(`verb '${key}'`, key, {
        ...place,
        offset,
        known: [...Object.keys(FLAGS), ...BESIDE_VERBS],
      });
    const verb = key as Verb;
    const options = pairsOf(node);
    if (!options) return { error: `${place.at(offset)}: ${key} takes an object, with its options` };
    const section: Section = {};
    for (const option of options) {
      const value = readOption(verb, option, place);
      if (typeof value === 'object' && 'error' in value) return value;
      const name = flagName(verb, option.key);
      if (name in section)
        return { error: `${place.at(option.offset)}: ${name} and ${option.key} are the same; keep one` };
      if (value !== false) section[name] = value;
    }
    config[verb] = section;
  }
  return config;
}

/** The flag that a key of a verb's options stands for. */
function flagName(verb: Verb, key: string): string {
  const called = Object.entries<Flag>(FLAGS[verb]).find(([, { alsoCalled }]) => alsoCalled === key);
  return called?.[0] ?? key;
}

interface Pair {
  readonly key: string;
  readonly offset: number;
  readonly node: Node | null;
}

function pairsOf(node: Node | null): readonly Pair[] | undefined {
  if (!isMap(node)) return undefined;
  return node.items.flatMap((pair) =>
    isPair(pair) && isScalar(pair.key)
      ? [{ key: String(pair.key.value), offset: pair.key.range?.[0] ?? 0, node: pair.value as Node | null }]
      : [],
  );
}

function readOption(
  verb: Verb,
  { key, offset, node }: Pair,
  place: Place,
): string | boolean | readonly string[] | { readonly error: string } {
  const flags: Record<string, Flag> = FLAGS[verb];
  const name = flagName(verb, key);
  const flag: Flag | undefined =
    NOT_IN_CONFIG.has(name) || !Object.hasOwn(flags, name) ? undefined : flags[name];
  const value: unknown = node?.toJS(place.document);
  const wrong = (what: string) => ({ error: `${place.at(offset)}: ${verb}.${key} takes ${what}` });
  const texts = isTexts(value);
  const folder = dirname(resolve(place.file));
  if (key === 'files')
    return texts ? value.map((path) => relative('', resolve(folder, path)) || '.') : wrong('a list of paths');
  if (!flag) {
    const known = [...Object.keys(flags).filter((name) => !NOT_IN_CONFIG.has(name)), 'files'];
    return unknown(`option '${key}' of ${verb}`, key, { ...place, offset, known });
  }
  if (flag.version && flag.multiple)
    return versionsOf(node) ?? wrong('a version or a list of versions, such as 28 or "20.10"');
  const pathOf = (text: string): string => pathIn(folder, text, flag);
  if (flag.type === 'boolean') return typeof value === 'boolean' ? value : wrong('true or false');
  if (flag.single && typeof value === 'string') return [pathOf(value)];
  if (flag.multiple)
    return texts ? value.map(pathOf) : wrong(flag.single ? 'a text or a list of texts' : 'a list of texts');
  if (typeof value === 'string') return pathOf(value);
  if (typeof value === 'number') return String(value);
  if (flag.bare && typeof value === 'boolean') return value && flag.bare.value;
  return wrong('a text or a number');
}

/** Versions as texts or numbers. */
function versionsOf(node: Node | null): readonly string[] | undefined {
  const items = isSeq(node) ? node.items : [node];
  const versions = items.map((item) => {
    if (!isScalar(item)) return undefined;
    if (typeof item.value === 'string') return item.value;
    return typeof item.value === 'number' ? versionOfNumber(item.value) : undefined;
  });
  return versions.every((version) => version !== undefined) ? versions : undefined;
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A path, or the file of `NAME=FILE`, from the folder of the config file. */
function pathIn(folder: string, text: string, { path, fileAfterName }: Flag): string {
  if (path) return resolve(folder, text);
  const cut = fileAfterName ? text.indexOf('=') + 1 : 0;
  return cut === 0 ? text : text.slice(0, cut) + resolve(folder, text.slice(cut));
}

function unknown(
  what: string,
  key: string,
  { at, offset, known }: Place & { readonly offset: number; readonly known: readonly string[] },
): { readonly error: string } {
  const near = nearest(key, known);
  const hint = near ? `did you mean '${near}'?` : `there are ${known.join(', ')}`;
  return { error: `${at(offset)}: unknown ${what}; ${hint}` };
}
