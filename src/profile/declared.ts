import { firstArgument } from './arguments.ts';
import type { Arguments, Changed, ProgramProfile } from './profile.ts';

/** What a user says of a program of their own. What is left out is as with a program nobody has heard of. */
export interface DeclaredProgram {
  /** Its options that take a value: the word behind one is no sub-command. */
  readonly 'options-with-value'?: readonly string[];
  readonly 'needs-internet'?: Called;
  readonly 'never-ends'?: Called;
  /** What it asks for at a terminal. */
  readonly asks?: 'shell' | 'interpreter' | 'database';
  readonly 'needs-system'?: boolean;
  /** What else it works on, as a sentence that begins with its name. */
  readonly 'works-elsewhere'?: string;
  readonly unordered?: boolean;
  readonly silent?: boolean;
  readonly 'leaves-engine'?: boolean;
  /** What of the computer it changes, which a lab may do on a machine of its own only. */
  readonly changes?: Readonly<Partial<Record<Changed, Called>>>;
  /** How long it may take, in seconds. */
  readonly seconds?: number;
}

/** However it is called; or with these sub-commands and options. */
export type Called = boolean | readonly string[];

/** The profile that a declaration stands for. */
export function profileFrom(declared: DeclaredProgram): ProgramProfile {
  const valued = declared['options-with-value'] ?? [];
  const called = (how: Called | undefined): ((args: Arguments) => boolean) | undefined =>
    how === undefined || how === false ? undefined : (args) => how === true || isCalled(args, how, valued);
  const online = called(declared['needs-internet']);
  const endless = called(declared['never-ends']);
  const { asks, changes, seconds } = declared;
  const elsewhere = declared['works-elsewhere'];
  return {
    unprompted: 'command',
    ...(online && { internet: (args: Arguments) => (online(args) ? 'it needs the internet' : undefined) }),
    ...(endless && { endless }),
    ...(asks && { asks }),
    ...(elsewhere !== undefined && { elsewhere }),
    ...(declared['needs-system'] && { platform: true }),
    ...(declared.unordered && { unordered: true }),
    ...(declared.silent && { silent: true }),
    ...(declared['leaves-engine'] && { leavesEngine: true }),
    ...(seconds !== undefined && { deadlineMs: seconds * 1_000 }),
    ...(changes && {
      changes: Object.fromEntries(
        Object.entries(changes).map(([what, how]) => [what, called(how) ?? (() => false)]),
      ),
    }),
  };
}

function isCalled(args: Arguments, words: readonly string[], valued: readonly string[]): boolean {
  const kept = args.filter((_, index) => !valued.includes(args[index - 1] ?? ''));
  const options = kept.filter((word) => word.startsWith('-')).map((word) => word.split('=', 1)[0]!);
  return words.some((word) => word === firstArgument(kept) || options.includes(word));
}
