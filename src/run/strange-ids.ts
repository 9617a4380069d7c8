import { effectsOf, type ObjectKind } from '../command/meaning.ts';
import { parseScript } from '../command/words.ts';
import type { Command, Skip } from '../model/lab.ts';
import type { EngineObject } from '../model/verdict.ts';
import type { LabContext } from './context.ts';

interface StrangeId {
  readonly text: string;
  readonly kind: ObjectKind | undefined;
}

/** Why a command can't run that is given an ID which only its author has: the document never shows it. */
export function strangeId(command: Command, context: LabContext): Skip | undefined {
  const [first] = strangeIds(command, context);
  return (
    first && {
      reason: 'placeholder',
      message: `${first.text} is an ID of the author's, which no output above shows`,
      hint: 'write the name that the lab gives, or show the output that has the ID',
    }
  );
}

/** The script with each such ID replaced by the one object of the lab that it can stand for. */
export function fillStrangeIds(command: Command, context: LabContext): string | undefined {
  const ids = new Map(strangeIds(command, context).map((id) => [id.text, id]));
  const words = parseScript(command.script).commands.flatMap(({ words }) => words);
  let { script } = command;
  for (const { text, from, to } of words.toReversed()) {
    const id = ids.get(text);
    if (!id) continue;
    const [only, another] = context.made().filter(({ kind }) => kind === id.kind);
    if (!only || another) return undefined;
    script = script.slice(0, from) + (only.name || only.id.slice(0, 12)) + script.slice(to);
  }
  return script;
}

function strangeIds(command: Command, context: LabContext): readonly StrangeId[] {
  if (command.where.kind !== 'host') return [];
  return effectsOf(command.script).flatMap((effect) => {
    if (effect.act !== 'use' && effect.act !== 'change') return [];
    return effect.names
      .filter((text) => isId(text) && !isKnown(text, command, context))
      .map((text) => ({ text, kind: effect.kind }));
  });
}

/** Long enough, and with a digit, so that no name is taken for one. */
const isId = (text: string): boolean => /^(?:sha256:)?(?=[a-f]*\d)[0-9a-f]{6,64}$/.test(text);

/** The lab gives it as a name, an output above shows it, or an object has it. */
function isKnown(
  text: string,
  { id }: Command,
  { plan, correspondence, inventory, made }: LabContext,
): boolean {
  if (correspondence.resolve(text) ?? inventory.find(text)) return true;
  const digits = text.replace('sha256:', '');
  if (made().some((object) => hasId(object, digits))) return true;
  return plan.commands.some(
    ({ command }) => command.id < id && command.expected?.lines.some((line) => line.text.includes(digits)),
  );
}

const hasId = ({ id, name }: EngineObject, digits: string): boolean =>
  name === digits || id.replace('sha256:', '').startsWith(digits);
