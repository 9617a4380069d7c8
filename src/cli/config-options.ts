import type { DeclaredProgram } from '../profile/declared.ts';
import type { Flag } from './flag.ts';
import type { FLAGS, Verb } from './flags.ts';
import type { Plugin } from './plugin.ts';

/** What a config file, and the API, take: the options of the command line, by verb. */
export type Configuration = {
  readonly [V in Verb]?: OptionsOf<V>;
} & {
  readonly $schema?: string;
  /** Modules with reporters, checks and matchers, from the folder of the file; or these themselves. */
  readonly plugins?: readonly (string | Plugin)[];
  /** What is special of programs of one's own, by their names. */
  readonly programs?: Readonly<Record<string, DeclaredProgram>>;
};

/** The options of a verb as values: a switch is a boolean, what can be repeated a list. */
export type OptionsOf<V extends Verb> = {
  readonly [Name in Exclude<keyof (typeof FLAGS)[V], 'help' | 'config' | 'no-config'>]?: ValueOf<
    (typeof FLAGS)[V][Name]
  >;
} & {
  readonly [Name in keyof (typeof FLAGS)[V] as OtherName<(typeof FLAGS)[V][Name]>]?: ValueOf<
    (typeof FLAGS)[V][Name]
  >;
} & {
  /** What to use when nothing else is named. */
  readonly files?: readonly string[];
};

type OtherName<F> = F extends { readonly alsoCalled: infer Name extends string } ? Name : never;

type ValueOf<F> = F extends Flag
  ? F['type'] extends 'boolean'
    ? boolean
    : F extends { readonly multiple: true; readonly version: true }
      ? string | number | readonly (string | number)[]
      : F extends { readonly multiple: true }
        ? F extends { readonly single: true }
          ? string | readonly string[]
          : readonly string[]
        : F extends { readonly bare: object }
          ? string | number | boolean
          : string | number
  : never;
