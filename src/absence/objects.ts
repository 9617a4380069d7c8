import type { Skip } from '../model/lab.ts';
import { namesUsed, type PlannedCommand } from '../plan/plan.ts';
import type { ObjectKind } from '../profile/verb.ts';
import { verbOf } from '../profile/verbs.ts';
import {
  fullReference,
  meantTag,
  parseReference,
  sameImage,
  shortReference,
} from '../text/image-reference.ts';
import { nearMiss } from './near-miss.ts';
import type { Answer, Asked, Rule } from './rule.ts';
import type { Absence } from './sign.ts';
import { before, blocked, isLeftOut, leftOut, namesGiven, originOf, verbsOf } from './story.ts';

/** An object of an engine, or a stack; of a kind that is not known where that is undefined. */
export const objectAbsent =
  (kind: ObjectKind | 'stack' | undefined): Rule =>
  (absence, asked) => {
    const names = absence.name === '' ? namesTyped(kind, asked) : [absence.name];
    const answers = names.map((name) =>
      kind === 'stack' ? stackAbsent(name, asked) : ofObject({ kind, name }, asked),
    );
    return answers.find((answer) => answer !== undefined);
  };

/** The names of objects of a kind that a command uses. */
function namesTyped(kind: string | undefined, { self }: Asked): readonly string[] {
  return self.effects.flatMap((effect) => (effect.act === 'use' && effect.kind === kind ? effect.names : []));
}

function ofObject(
  object: { readonly kind: ObjectKind | undefined; readonly name: string },
  asked: Asked,
): Answer | undefined {
  const { self } = asked;
  const kind = object.kind ?? kindTyped(asked);
  const name = kind === 'image' ? shortReference(object.name) : object.name;
  const found = originOf({ kind, name }, self, asked);
  const what = `${kind ?? 'object'} ${name}`;
  if (found.origin === 'left out') return { skip: blocked(found.by, what, asked) };
  if (found.origin === 'made') return undefined;
  const by = makerOf(kind, name, asked);
  if (by) return { skip: blocked(by, what, asked) };
  // An ID is of the author's engine: no reader can bring an object that has it.
  if (/^(?=.*\d)[0-9a-f]{6,64}$/.test(name) || /[$`<>]/.test(name)) return undefined;
  const before = { kind, name };
  if (found.origin === 'later' && (isRemovedBefore(found.by, before, asked) || isTaken(before, asked)))
    return { skip: toBring(kind ?? 'object', name) };
  if (found.origin === 'later')
    return { cause: `${what} is made only later, on line ${found.by.command.span.line}` };
  const near = nearObject(kind, name, asked);
  if (near) return { cause: `no command makes ${what}; line ${near.line} makes ${near.name}` };
  return kind === 'image' ? imageNotHere(name) : { skip: toBring(kind ?? 'object', name) };
}

/** What is removed before it is made was there before the lab began. */
function isRemovedBefore(
  by: PlannedCommand,
  { kind, name }: { readonly kind: ObjectKind | undefined; readonly name: string },
  { self, plan }: Asked,
): boolean {
  return plan.commands
    .slice(self.command.id, by.command.id)
    .some(({ effects }) =>
      effects.some(
        (effect) =>
          effect.act === 'change' &&
          effect.change === 'remove' &&
          effect.kind === kind &&
          effect.names.includes(name),
      ),
    );
}

/**
 * Whether the page takes it to be there: several commands use it before it is made, or it is made again and
 * again. Its parts are then examples that stand for themselves; a command in the wrong place is one.
 */
function isTaken(
  { kind, name }: { readonly kind: ObjectKind | undefined; readonly name: string },
  { plan }: Asked,
): boolean {
  let uses = 0;
  let makes = 0;
  for (const { effects } of plan.commands) {
    const isMade = effects.some(
      (effect) => effect.act === 'create' && effect.object.kind === kind && effect.object.name === name,
    );
    if (isMade) makes += 1;
    else if (makes === 0 && namesUsed(effects).some((used) => used.name === name)) uses += 1;
  }
  return uses > 2 || makes > 1;
}

/** An object that the reader is to bring. */
export const toBring = (kind: string, name: string): Skip => ({
  reason: 'precondition',
  message: `there is no ${kind} ${name}, and no command of the document makes one`,
  hint: 'make it in a command marked <!-- labproof: setup -->',
});

export const imageNotHere = (name: string): Answer => ({
  skip: {
    reason: 'image',
    message: `image ${name} is not here, and no command of the document makes it`,
    hint: `docker pull ${name}, or --images with a folder that builds it`,
    image: name,
  },
});

/** What the command uses where the engine does not say of which kind it would be. */
function kindTyped({ self }: Asked): ObjectKind | undefined {
  return self.effects.flatMap((effect) => (effect.act === 'use' && effect.kind ? [effect.kind] : []))[0];
}

/** The object of the lab that is nearly called so. Public images are no names of the lab's. */
export function nearObject(
  kind: ObjectKind | undefined,
  name: string,
  asked: Pick<Asked, 'self' | 'plan' | 'results'>,
): { readonly name: string; readonly line: number } | undefined {
  // A slip of the pen is one also where what is meant could not be made.
  const made = namesGiven(kind, before(asked, asked.self)).filter(
    (one) => !areListed(asked.plan, name, one.name),
  );
  const plain = (text: string): string => (kind === 'image' ? fullReference(text) : text);
  const near =
    (kind === 'image' ? otherTag(name, made) : undefined) ??
    nearMiss(
      plain(name),
      made.map((one) => plain(one.name)),
    );
  const by = made.find((one) => plain(one.name) === near);
  return by && { name: by.name, line: by.by.command.span.line };
}

/** Whether one documented output lists both, in lines of their own: then neither is a slip for the other. */
const areListed = ({ commands }: Asked['plan'], name: string, other: string): boolean =>
  commands.some(({ command: { expected } }) => {
    const has = (text: string, word: string): boolean => text.split(/[^\w./:-]+/).includes(word);
    const lines = expected?.lines ?? [];
    return (
      lines.some(({ text }) => has(text, name) && !has(text, other)) &&
      lines.some(({ text }) => has(text, other) && !has(text, name))
    );
  });

/**
 * The image that the lab makes under a tag, where it is used without one. A name of one word is that of a
 * public image, which the lab's own may be made from.
 */
function otherTag(name: string, made: readonly { readonly name: string }[]): string | undefined {
  const wanted = parseReference(name);
  if (!/[-_/]/.test(wanted.name) || meantTag(wanted) !== 'latest') return undefined;
  const tags = made
    .map((one) => fullReference(one.name))
    .filter((one) => parseReference(one).name === wanted.name);
  return tags.length > 0 && !tags.includes(fullReference(name)) ? tags.at(-1) : undefined;
}

/** A command that was left out and whose words do not tell all that it makes. */
function makerOf(kind: ObjectKind | undefined, name: string, asked: Asked): PlannedCommand | undefined {
  const { self } = asked;
  const swarms = kind === 'service' || kind === 'network' || kind === 'config' || kind === 'secret';
  const makes = (planned: PlannedCommand): boolean =>
    verbsOf(planned).some((verb) => {
      const { makesServices, startsServices, builds } = verbOf(verb);
      if (verb.startsWith('compose') && (makesServices || startsServices || builds)) return true;
      if (verb === 'stack deploy') return swarms || kind === 'container';
      if (verb === 'load' || verb === 'compose pull') return kind === 'image' || kind === undefined;
      return false;
    }) || pulls(planned, kind, name);
  return leftOut(asked, self, makes);
}

function pulls({ command }: PlannedCommand, kind: ObjectKind | undefined, name: string): boolean {
  if (kind !== 'image' && kind !== undefined) return false;
  const [, pulled] = /\bdocker (?:image )?pull\s+(?:-\S+\s+)*(\S+)/.exec(command.script) ?? [];
  return pulled !== undefined && sameImage(pulled, name);
}

function stackAbsent(name: string, asked: Asked): Answer | undefined {
  const deploys = (planned: PlannedCommand): boolean =>
    verbsOf(planned).includes('stack deploy') && planned.command.script.includes(name);
  const lost = leftOut(asked, asked.self, deploys);
  if (lost) return { skip: blocked(lost, `stack ${name}`, asked) };
  const deployed = before(asked, asked.self).some((planned) => verbsOf(planned).includes('stack deploy'));
  return deployed ? undefined : { skip: toBring('stack', name) };
}

/** The engine is in no swarm. */
export const swarmAbsent: Rule = (_absence: Absence, asked) => {
  const { self, results } = asked;
  const inits = before(asked, self).filter((planned) => verbsOf(planned).includes('swarm init'));
  const ran = inits.findLast(({ command }) => !isLeftOut(results.get(command.id)));
  if (ran) return undefined;
  const lost = inits.at(-1);
  return { skip: lost ? blocked(lost, 'the swarm', asked) : NO_SWARM };
};

const NO_SWARM: Skip = {
  reason: 'precondition',
  message: 'the engine is in no swarm, and no command of the document makes one',
  hint: '--swarm, `swarm: true` in the front matter, or --engine private',
};

export const nodeAbsent: Rule = ({ name }) => ({
  skip: {
    reason: 'multi-node',
    message: `node ${name} would be another machine of the swarm`,
    hint: 'a lab runs on one machine',
  },
});

/** A service of compose that is not running, or a project that has no containers. */
export const projectAbsent: Rule = ({ name }, asked) => {
  const starts = (planned: PlannedCommand): boolean =>
    verbsOf(planned).some((verb) => /^compose (?:up|run|start|create)$/.test(verb));
  const last = before(asked, asked.self).findLast(starts);
  if (last && isLeftOut(asked.results.get(last.command.id)))
    return { skip: blocked(last, `service ${name}`, asked) };
  return last ? undefined : { skip: toBring('project', name) };
};
