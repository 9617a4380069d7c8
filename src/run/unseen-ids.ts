import { type Effect, effectsOf } from '../command/meaning.ts';
import type { ContainerState } from '../model/engine.ts';
import type { Command, Skip } from '../model/lab.ts';
import type { LabContext } from './context.ts';

/** An ID or the beginning of one; words without a digit, such as `cafe`, are names. */
const ID = /^(?=.*\d)[0-9a-f]{2,64}$/;

/**
 * A reader finds the ID of a container in what their own engine lists. Where a command is typed with
 * one that no earlier output shows, it is taken for that of the one container of the lab that it can
 * be; where there is none or more than one, the command can't run as it is meant.
 */
export async function meetUnseenIds(command: Command, context: LabContext): Promise<Skip | undefined> {
  if (command.where.kind !== 'host' || showsThatThereIsNone(command)) return undefined;
  for (const effect of effectsOf(command.script)) {
    for (const word of containersOf(effect)) {
      if (!(await isUnseen(word, context))) continue;
      const candidates = await candidatesFor(word, { effect, command, context });
      const [only] = candidates;
      if (candidates.length !== 1 || !only) return unknown(word, candidates.length);
      const { line } = command.span;
      const document = shownInFull(word, context) ?? word.padEnd(12, '0');
      context.correspondence.bind({
        document,
        live: only.id,
        space: 'id',
        line,
        what: `container ${only.name}`,
      });
    }
  }
  return undefined;
}

function unknown(word: string, count: number): Skip {
  const which = count === 0 ? 'no container of the lab' : `${count} containers of the lab`;
  return {
    reason: 'placeholder',
    message: `no output above shows the ID ${word}, and it can be that of ${which}`,
    hint: 'give the container a name',
  };
}

function containersOf(effect: Effect): readonly string[] {
  if (effect.act === 'connect' || effect.act === 'disconnect') return [effect.container];
  if (effect.act !== 'use' && effect.act !== 'change') return [];
  return effect.kind === 'container' || effect.kind === undefined ? effect.names : [];
}

const showsThatThereIsNone = ({ expected }: Command): boolean =>
  expected?.lines.some(({ text }) => /no such (?:object|container)/i.test(text)) ?? false;

async function isUnseen(word: string, { correspondence, inventory, engine }: LabContext): Promise<boolean> {
  if (!ID.test(word) || correspondence.resolve(word) || correspondence.pinOf(word)) return false;
  return !inventory.find(word) && (await engine.container(word)) === undefined;
}

interface Typed {
  readonly effect: Effect;
  readonly command: Command;
  readonly context: LabContext;
}

/** The lab's containers that have no ID in the document yet and in whose state the command makes sense. */
async function candidatesFor(word: string, typed: Typed): Promise<readonly ContainerState[]> {
  const { correspondence, engine, made } = typed.context;
  const free = made().filter(({ kind, id }) => kind === 'container' && !correspondence.documentOf(id));
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
  return text.split(/[\s"',]+/).some((part) => part === image || part === image.replace(/:latest$/, ''));
}

/** The ID that begins with the word, where some output of the document shows it in full. */
function shownInFull(word: string, { plan }: LabContext): string | undefined {
  const pattern = new RegExp(`\\b${word}[0-9a-f]*\\b`, 'g');
  const found = plan.commands.flatMap(({ command: { expected } }) =>
    (expected?.lines ?? []).flatMap(({ text }) => text.match(pattern) ?? []),
  );
  return found.filter((id) => id.length === 12 || id.length === 64).sort((a, b) => b.length - a.length)[0];
}
