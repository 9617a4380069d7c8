import type { ExpectedOutput } from '../model/lab.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import { gluedOption } from '../plan/requirements.ts';
import type { ObjectKind } from '../profile/verb.ts';
import { givenInText } from './given.ts';
import { IdIndex } from './id-index.ts';
import { Lives } from './lives.ts';
import { shownBy } from './shown.ts';
import type { Membership, Shown, ShownAddress } from './shown-output.ts';
import type { Source } from './source.ts';
import { unclearIn } from './unclear.ts';
import { type Use, usesOf } from './uses.ts';

/** What happens to the engine's objects while a document is followed from top to bottom. */
export interface Story {
  readonly lives: Lives;
  /** Objects that documented outputs show, in document order. */
  readonly shown: readonly ShownAt[];
  readonly addresses: readonly (ShownAddress & { readonly command: number })[];
  readonly memberships: readonly (Membership & { readonly command: number })[];
  /** Names that commands use and do not give. */
  readonly uses: readonly Use[];
  /** Id of the first command that may make objects of any name; infinite where there is none. */
  readonly unclearFrom: number;
  /** Names that the text gives somewhere. */
  readonly given: ReadonlySet<string>;
  /** A command makes a container without a name. */
  readonly unnamedFrom: number;
  /** Commands make containers, networks or volumes, so that the document is complete in itself. */
  readonly makes: boolean;
  /** Commands are typed on other machines, whose objects have the same names. */
  readonly severalMachines: boolean;
}

export interface ShownAt extends Shown {
  readonly command: number;
}

/** Follows the commands of a plan; linear in commands and outputs. */
export function readStory(plan: Plan, source: Source): Story {
  const lives = new Lives();
  const ids = new IdIndex();
  const shown: ShownAt[] = [];
  const addresses: Story['addresses'][number][] = [];
  const memberships: Story['memberships'][number][] = [];
  const uses: Use[] = [];
  let unclearFrom = Number.POSITIVE_INFINITY;
  let unnamedFrom = Number.POSITIVE_INFINITY;
  for (const planned of plan.commands) {
    const { id: command, span } = planned.command;
    uses.push(...usesOf(planned));
    const unclear = unclearIn(planned.command);
    if (unclear.makes) unclearFrom = Math.min(unclearFrom, command);
    if (makesUnnamed(planned)) unnamedFrom = Math.min(unnamedFrom, command);
    for (const kind of unclear.resets) lives.reset(kind, command);
    lives.apply(planned.effects, {
      command,
      line: span.line,
      certain: !isElsewhere(planned) && !showsError(planned) && !isGlued(planned),
      nameOf: (id, kind) => ids.nameOf(id, kind),
    });
    if (isElsewhere(planned)) continue;
    const output = shownBy(planned);
    for (const one of output.objects) {
      shown.push({ ...one, command });
      if (one.id !== '' && one.name !== '') ids.add(one);
    }
    addresses.push(...output.addresses.map((one) => ({ ...one, command })));
    memberships.push(...output.memberships.map((one) => ({ ...one, command })));
  }
  return {
    lives,
    shown,
    addresses,
    memberships,
    uses,
    unclearFrom,
    given: givenInText(source.text),
    unnamedFrom,
    makes: MADE.some((kind) => lives.ofKind(kind).length > 0) || unnamedFrom < Number.POSITIVE_INFINITY,
    severalMachines: plan.commands.some(({ command }) => command.skip?.reason === 'multi-node'),
  };
}

const MADE: readonly ObjectKind[] = ['container', 'network', 'volume', 'service'];

/** Not typed by the reader of this lab on this machine. */
export function isElsewhere({ command: { skip } }: PlannedCommand): boolean {
  return skip?.reason === 'multi-node' || skip?.reason === 'platform' || skip?.reason === 'synopsis';
}

/** The document shows that the command fails. */
export function showsError({ command: { expected } }: PlannedCommand): boolean {
  if (!expected) return false;
  const known = failing.get(expected);
  if (known !== undefined) return known;
  const shows = expected.lines.some(({ text }) => ERROR.test(text));
  failing.set(expected, shows);
  return shows;
}

/** Many rules ask about each output. */
const failing = new WeakMap<ExpectedOutput, boolean>();

const ERROR =
  /^\s*(?:docker: )?(?:error\b|invalid\b|unknown (?:flag|shorthand)|.{0,40}no such\b)|requires (?:exactly|at least) \d/i;

/** Its names are not what they seem. */
function isGlued({ effects }: PlannedCommand): boolean {
  return effects.some(
    (effect) =>
      effect.act === 'create' &&
      effect.object.kind === 'container' &&
      gluedOption(effect.object) !== undefined,
  );
}

function makesUnnamed({ effects }: PlannedCommand): boolean {
  return effects.some(
    (effect) =>
      effect.act === 'create' && effect.object.kind === 'container' && effect.object.name === undefined,
  );
}
