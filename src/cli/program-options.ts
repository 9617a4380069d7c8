import type { Called, DeclaredProgram } from '../profile/declared.ts';
import { profileFrom } from '../profile/declared.ts';
import type { Changed, ProgramProfile } from '../profile/profile.ts';
import { nearest } from '../text/nearest.ts';

export interface ProgramOption {
  /** `called`: true, or a list of sub-commands and options. */
  readonly takes: 'called' | 'switch' | 'words' | 'text' | 'seconds' | 'changes' | 'asks';
  readonly help: string;
}

/** What a config file can say of a program. */
export const PROGRAM_OPTIONS: Readonly<Record<keyof DeclaredProgram, ProgramOption>> = {
  'options-with-value': { takes: 'words', help: 'options whose value is the next word' },
  'needs-internet': { takes: 'called', help: 'it needs the internet' },
  'never-ends': { takes: 'called', help: 'it runs until it is interrupted' },
  asks: { takes: 'asks', help: 'what it asks for at a terminal, called without a script' },
  'needs-system': { takes: 'switch', help: 'it needs or changes a certain system, and is skipped' },
  'works-elsewhere': {
    takes: 'text',
    help: 'why it works on another machine, as a sentence behind its name; it is skipped',
  },
  unordered: { takes: 'switch', help: 'the order of the lines that it prints means nothing' },
  silent: { takes: 'switch', help: 'it prints nothing when all is well' },
  'leaves-engine': { takes: 'switch', help: 'it makes and removes no objects of an engine' },
  changes: { takes: 'changes', help: 'what it changes of the computer, which only a private machine allows' },
  seconds: { takes: 'seconds', help: 'how long it may take, where that is longer than --timeout' },
};

export const ASKED = ['shell', 'interpreter', 'database'] as const;

/** The kinds of change, in the order that help and schema have them. */
export const CHANGED: readonly Changed[] = [
  'services',
  'power',
  'firewall',
  'network',
  'kernel',
  'clock',
  'name',
  'mounts',
  'users',
  'packages',
  'other engine',
];

/** The profiles that a config declares, by name; or what is wrong, beginning with where in the object. */
export function programsFrom(
  value: unknown,
): ReadonlyMap<string, ProgramProfile> | { readonly error: string } {
  if (!isObject(value))
    return { error: 'programs takes an object, with a profile by the name of each program' };
  const profiles = new Map<string, ProgramProfile>();
  for (const [name, declared] of Object.entries(value)) {
    if (!/^[\w.+-]+$/.test(name)) return { error: `programs: '${name}' is no name of a program` };
    const wrong = mistakeIn(declared);
    if (wrong !== undefined) return { error: `programs.${name}${wrong}` };
    profiles.set(name, profileFrom(declared as DeclaredProgram));
  }
  return profiles;
}

function mistakeIn(declared: unknown): string | undefined {
  if (!isObject(declared)) return ' takes an object';
  for (const [key, value] of Object.entries(declared)) {
    const option = Object.hasOwn(PROGRAM_OPTIONS, key)
      ? PROGRAM_OPTIONS[key as keyof DeclaredProgram]
      : undefined;
    if (!option) return `: unknown key '${key}'; ${hintFor(key, Object.keys(PROGRAM_OPTIONS))}`;
    const wrong = wrongValue(option, value);
    if (wrong !== undefined) return `.${key} takes ${wrong}`;
  }
  return undefined;
}

function wrongValue({ takes }: ProgramOption, value: unknown): string | undefined {
  switch (takes) {
    case 'called':
      return isCalled(value) ? undefined : 'true, false or a list of sub-commands and options';
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'words':
      return isTexts(value) ? undefined : 'a list of texts';
    case 'text':
      return typeof value === 'string' ? undefined : 'a text';
    case 'seconds':
      return typeof value === 'number' && value > 0 ? undefined : 'a number above 0';
    case 'asks':
      return ASKED.some((one) => one === value) ? undefined : `one of ${ASKED.join(', ')}`;
    case 'changes': {
      if (!isObject(value)) return 'an object, by what is changed';
      const strange = Object.keys(value).find((key) => !CHANGED.some((one) => one === key));
      if (strange !== undefined) return `no '${strange}'; ${hintFor(strange, CHANGED)}`;
      return Object.values(value).every(isCalled)
        ? undefined
        : 'for each change true, false or a list of sub-commands and options';
    }
  }
}

function hintFor(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === undefined ? `there are ${known.join(', ')}` : `did you mean '${near}'?`;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const isCalled = (value: unknown): value is Called => typeof value === 'boolean' || isTexts(value);
