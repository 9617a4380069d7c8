import { type Effect, effectsOf } from '../command/meaning.ts';
import type { ContainerState } from '../model/engine.ts';
import type { Command, Skip } from '../model/lab.ts';
import type { EngineObject } from '../model/verdict.ts';
import type { ObjectKind } from '../profile/verb.ts';
import { sameImage } from '../text/image-reference.ts';
import type { LabContext } from './context.ts';

/** Why to leave a command out: now, or should what was guessed not fit. */
type Unseen =
  | { readonly skip: Skip; readonly guess?: never }
  | { readonly guess: Skip; readonly skip?: never }
  /** Nothing was guessed: the document itself shows which it is. */
  | { readonly guess?: never; readonly skip?: never };

/**
 * A reader finds the ID of an object in what their own engine lists. Where a command is typed with
 * one that no earlier output shows, it is taken for that of the one object of the lab that it can
 * be; where there is none or more than one, the command can't run as it is meant.
 */
export async function meetUnseenIds(command: Command, context: LabContext): Promise<Unseen | undefined> {
  if (command.where.kind !== 'host' || showsThatThereIsNone(command)) return undefined;
  let unseen: Unseen | undefined;
  for (const effect of effectsOf(command.script)) {
    for (const { word, kind } of objectsOf(effect)) {
      if (!(await isUnseen(word, kind, context))) continue;
      const candidates = await candidatesFor(word, { kind, effect, command, context });
      const [only] = candidates;
      if (candidates.length !== 1 || !only) return { skip: unknown(word, kind, candidates.length) };
      const { line } = command.span;
      const document = shownInFull(word, context) ?? word.padEnd(12, '0');
      const what = `${kind} ${only.name}`;
      context.correspondence.bind({ document, live: only.id, space: 'id', line, what });
      unseen = showsInFull(word, command) ? { ...unseen } : { guess: unknown(word, kind, 1) };
    }
  }
  return unseen;
}

/** Its own output has the ID that begins so: whatever else is wrong there is no wrong guess. */
const showsInFull = (word: string, { expected }: Command): boolean =>
  expected?.lines.some(({ text }) => new RegExp(`"Id": "(?:sha256:)?${word}[0-9a-f]*"`).test(text)) ?? false;

function unknown(word: string, kind: ObjectKind, count: number): Skip {
  const which = count === 0 ? `no ${kind}` : count === 1 ? `another ${kind} than that` : `${count} ${kind}s`;
  return {
    reason: 'placeholder',
    message: `no output above shows the ID ${word}, and it can be that of ${which} of the lab`,
    hint: `write the name that the lab gives to the ${kind}`,
  };
}

interface Reference {
  readonly word: string;
  readonly kind: ObjectKind;
}

function objectsOf(effect: Effect): readonly Reference[] {
  if (effect.act === 'connect' || effect.act === 'disconnect')
    return [
      { word: effect.container, kind: 'container' },
      { word: effect.network, kind: 'network' },
    ];
  if (effect.act === 'create' && effect.object.kind === 'container')
    return WHOLE_ID.test(effect.object.image) ? [{ word: effect.object.image, kind: 'image' }] : [];
  if (effect.act !== 'use' && effect.act !== 'change') return [];
  const { kind = 'container', names } = effect;
  return HAVE_HEX_IDS.has(kind) ? names.map((word) => ({ word, kind })) : [];
}

/** Fewer digits may well be the name of an image. */
const WHOLE_ID = /^(?:sha256:)?(?=.*\d)(?:[0-9a-f]{12}|[0-9a-f]{64})$/;

const HAVE_HEX_IDS: ReadonlySet<ObjectKind> = new Set(['container', 'image', 'network']);

const showsThatThereIsNone = ({ expected }: Command): boolean =>
  expected?.lines.some(({ text }) => /no such \w+|not found/i.test(text)) ?? false;

async function isUnseen(
  word: string,
  kind: ObjectKind,
  { correspondence, inventory, engine }: LabContext,
): Promise<boolean> {
  if (!isId(word, kind) || correspondence.resolve(word) || correspondence.pinOf(word)) return false;
  if (inventory.find(word)) return false;
  if (kind === 'image') return (await engine.image(word)) === undefined;
  if (kind === 'network') return (await engine.network(word)) === undefined;
  return (await engine.container(word)) === undefined;
}

/** An ID or, of containers, the beginning of one; words without a digit, such as `cafe`, are names. */
function isId(word: string, kind: ObjectKind): boolean {
  const digits = word.replace('sha256:', '');
  return /^(?=.*\d)[0-9a-f]{2,64}$/.test(digits) && (kind === 'container' || digits.length >= 6);
}

interface Typed {
  readonly kind: ObjectKind;
  readonly effect: Effect;
  readonly command: Command;
  readonly context: LabContext;
}

type Candidate = Pick<EngineObject, 'id' | 'name'>;

/** The lab's objects that have no ID in the document yet and in whose state the command makes sense. */
async function candidatesFor(word: string, typed: Typed): Promise<readonly Candidate[]> {
  const { correspondence, engine, made } = typed.context;
  const free = made().filter(({ kind, id }) => kind === typed.kind && !correspondence.documentOf(id));
  if (typed.kind !== 'container') return free.filter(({ id }) => id !== '');
  const states = await Promise.all(free.map(({ id }) => engine.container(id)));
  const fitting = states.filter(
    (state) => state !== undefined && fits(state, typed.effect),
  ) as ContainerState[];
  if (fitting.length < 2) return fitting;
  const told = toldOf(word, typed);
  const named = fitting.filter(({ image }) => told.some((text) => namesImage(text, image)));
  return named.length === 1 ? named : fitting;
}

function fits({ running }: ContainerState, effect: Effect): boolean {
  if (effect.act !== 'change') return true;
  if (effect.change === 'start') return !running;
  return effect.change === 'remove' || effect.change === 'restart' || running;
}

/** What the document says beside the ID: its rows in lists, and all that the command itself shows. */
function toldOf(word: string, { command, context }: Typed): readonly string[] {
  const own = command.expected?.lines ?? [];
  const rows = context.plan.commands.flatMap(({ command: { expected } }) =>
    (expected?.lines ?? []).filter(({ text }) => text.trimStart().startsWith(word)),
  );
  return [...own, ...rows].map(({ text }) => text);
}

function namesImage(text: string, image: string): boolean {
  return text.split(/[\s"',]+/).some((part) => sameImage(part, image));
}

/** The ID that begins with the word, where some output of the document shows it in full. */
function shownInFull(word: string, { plan }: LabContext): string | undefined {
  const pattern = new RegExp(`\\b${word}[0-9a-f]*\\b`, 'g');
  const found = plan.commands.flatMap(({ command: { expected } }) =>
    (expected?.lines ?? []).flatMap(({ text }) => text.match(pattern) ?? []),
  );
  return found.filter((id) => id.length === 12 || id.length === 64).sort((a, b) => b.length - a.length)[0];
}
