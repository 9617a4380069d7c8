import type { Arguments, ProgramProfile } from './profile.ts';

/** The first argument that is no option: the sub-command, with most programs. */
export const firstArgument = (args: Arguments): string => args.find((word) => !word.startsWith('-')) ?? '';

export const operandsOf = (args: Arguments): Arguments => args.filter((word) => !word.startsWith('-'));

export const always = (): boolean => true;

/** Whether an argument has this form. */
export const withOne =
  (form: RegExp) =>
  (args: Arguments): boolean =>
    args.some((word) => form.test(word));

/** Whether no argument has this form. */
export const withNone =
  (form: RegExp) =>
  (args: Arguments): boolean =>
    !args.some((word) => form.test(word));

/** Whether an argument that is no option has this form. */
export const withOperand =
  (form: RegExp) =>
  (args: Arguments): boolean =>
    operandsOf(args).some((word) => form.test(word));

/** Words that change network cards, bridges, addresses and routes. */
export const changesCards = (args: Arguments): boolean =>
  operandsOf(args).some(
    (word, index) =>
      // Behind an object `a` and `d` stand for `add` and `delete`; in front `a` is the object `address`.
      CHANGES.test(word) || (index > 0 && /^[ad]$/.test(word)),
  );

const CHANGES = /^(?:add|del|delete|set|change|replace|flush|up|down|exec|addif|delif|addbr|delbr)$/;

/** The name of the machine is given one, rather than shown. */
export const changesName = (args: Arguments): boolean =>
  operandsOf(args).length > 0 && firstArgument(args) !== 'status';

type Internet = NonNullable<ProgramProfile['internet']>;

/** Some arguments are machines; the value of an option of `valued` is none. */
export const reaches =
  (valued?: RegExp): Internet =>
  (args, isOutside) => {
    const kept = args.filter((_, index) => index === 0 || !valued?.test(args[index - 1]!));
    const host = operandsOf(kept)
      .map(hostIn)
      .find((name) => name !== undefined && isOutside(name));
    return host === undefined ? undefined : `it needs ${host} on the internet`;
  };

/** A sub-command that fetches `what`. */
export const fetches =
  (subcommands: RegExp, what: string): Internet =>
  (args) =>
    subcommands.test(firstArgument(args)) ? `it installs ${what} from the internet` : undefined;

/** The machine of a URL or of a `host[:port][/path]` argument; undefined when it is none. */
export function hostIn(argument: string): string | undefined {
  const url = /^[a-z][a-z+.-]{1,10}:\/\/(?:[^@/\s]{1,80}@)?(\[[\da-f:]+\]|[^:/?#\s]{1,200})/i.exec(argument);
  if (url) return url[1]!;
  const git = /^[\w.-]{1,40}@([\w.-]{1,100}):/.exec(argument);
  if (git) return git[1]!;
  return /^([\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.?)(?::\d{1,5})?(?:[/?]\S*)?$/.exec(argument)?.[1];
}
