import { verbOf } from '../profile/verbs.ts';

/**
 * Which options of the docker CLI are switches (take no value) and what its short options stand for. An
 * option that is not listed takes a value.
 */
export interface OptionTable {
  readonly switches: ReadonlySet<string>;
  readonly short: ReadonlyMap<string, string>;
}

const table = (switches: string, short: string): OptionTable => ({
  switches: new Set(['help', ...switches.split(' ').filter(Boolean)]),
  short: new Map(
    short
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, string]),
  ),
});

/** The options that most verbs have which are not declared. */
const OTHER = table('all force quiet no-trunc', 'a=all f=filter q=quiet');

const known = new Map<string, OptionTable>();

export function optionsOf(verb: string): OptionTable {
  const { switches, short } = verbOf(verb);
  if (switches === undefined) return OTHER;
  const before = known.get(verb);
  if (before) return before;
  const made = table(switches, short ?? '');
  known.set(verb, made);
  return made;
}
