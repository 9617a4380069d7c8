import { checkOf } from '../check/catalogue.ts';
import { type InferredCheck, inferChecks } from '../check/infer.ts';
import { Inventory } from '../command/inventory.ts';
import type { Effect } from '../command/meaning.ts';
import { DYNAMIC } from '../lint/lives.ts';
import { unclearIn } from '../lint/unclear.ts';
import type { CheckDirective, Command, Skip, Step } from '../model/lab.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import type { ObjectKind } from '../profile/verb.ts';
import type { RunOptions } from '../run/context.ts';
import { leftOut } from '../run/marked.ts';
import type { Goal } from './goal.ts';
import { actionsOf, ownNames, touchedNames } from './touched.ts';

/** The goals of a plan in document order: what its commands make true, show, or have the reader do. */
export function goalsOf(plan: Plan, asked: Asked = {}): readonly Goal[] {
  let inventory = new Inventory();
  const goals: Goal[] = [];
  for (const step of plan.lab.steps) {
    if (step.fresh) inventory = new Inventory();
    for (const action of step.actions) {
      if (action.kind === 'check') goals.push(ofDirective(action, step));
      if (action.kind !== 'command') continue;
      const planned = plan.commands[action.id]!;
      if (isLesson(action)) {
        const skip = skipIn(plan, action, asked);
        goals.push(...ofCommand(planned, inventory).map((goal) => ({ ...goal, skip })));
      }
      inventory.apply(planned.effects, { line: action.span.line, command: action.id });
    }
  }
  return goals;
}

/** What is asked for of a document, beside what its text says. */
export type Asked = Partial<Pick<RunOptions, 'skipTags' | 'online'>>;

/** Why a command is left out, by its text, its system or the tags that are not wanted. */
export function skipOf(command: Command, { skipTags, online }: Asked): Skip | undefined {
  const reachable = command.skip?.reason === 'network' && online === true;
  return (reachable ? undefined : command.skip) ?? leftOut(command, skipTags);
}

/** The same; what is typed in a session goes by what opens it. */
function skipIn(plan: Plan, command: Command, asked: Asked): Skip | undefined {
  const own = skipOf(command, asked);
  if (own || command.where.kind !== 'inside') return own;
  const opener = plan.commands[command.where.opener]?.command;
  return opener && skipIn(plan, opener, asked);
}

/** Set-up and cleanup are no part of the lesson. */
const isLesson = ({ directives }: Command): boolean => directives.phase === undefined;

function ofDirective({ sentence, span }: CheckDirective, step: Step): Goal {
  return {
    id: `c${span.line}`,
    kind: 'effect',
    step,
    command: undefined,
    line: span.line,
    sentence: checkOf(sentence)?.sentence ?? sentence,
    names: namesIn(sentence),
    touches: namesIn(sentence),
    whileRunning: undefined,
    changes: undefined,
    made: undefined,
    skip: undefined,
    alters: [],
  };
}

function ofCommand(planned: PlannedCommand, inventory: Inventory): readonly Omit<Goal, 'skip'>[] {
  const { command, step, effects } = planned;
  if (command.directives.verify) return [ofScript(planned)];
  const shown = new Set(command.expected?.lines.flatMap(({ text }) => text.split(/[\s",]+/)));
  const touches = [
    ...new Set([...effects.flatMap(touchedNames), ...inventory.names().filter((name) => shown.has(name))]),
  ];
  const { made } = command.directives;
  const base = { step, command, line: command.span.line, made };
  const effectGoals = effects.flatMap((effect): readonly Omit<Goal, 'id' | 'skip'>[] => {
    // What is listed is seen: that is a matter of the output.
    if (effect.act === 'list') return [];
    const changes = actionsOf(effect);
    const checks = inferChecks([effect], inventory, '');
    return [...checks, ...(checks.length > 0 ? imageOf(effect) : [])].map(({ sentence, whileRunning }) => ({
      ...base,
      kind: 'effect',
      sentence,
      names: goalNames(effect, sentence),
      touches: touchedNames(effect),
      whileRunning,
      changes,
      alters: changes === undefined ? [] : goalNames(effect, sentence),
    }));
  });
  if (effectGoals.length > 0)
    return effectGoals.map((goal, index) => ({ ...goal, id: `${command.id}.${index}` }));
  const shows = command.expected?.lines.some(({ text }) => text.trim() !== '') ?? false;
  const kind = shows && command.directives.expect !== 'ignore' ? 'look' : 'do';
  const sentence =
    kind === 'do'
      ? `‘${short(command)}’ is done`
      : made === undefined
        ? `you have seen what ‘${short(command)}’ shows`
        : `${made} is as the document shows it`;
  const id = `${command.id}.0`;
  const alters = alteredNames(planned, inventory);
  const quiet = { whileRunning: undefined, changes: undefined, alters };
  return [{ ...base, ...quiet, id, kind, sentence, names: [...touches, ...alters], touches }];
}

/** What it changes, also where its words do not name it: a `prune`, or the removal of what another lists. */
function alteredNames({ command, effects }: PlannedCommand, inventory: Inventory): readonly string[] {
  const all = (kind: ObjectKind): readonly string[] => inventory.present(kind).map(({ name }) => name);
  const unclear = unclearIn(command);
  return [
    ...effects.flatMap((effect) => {
      if (actionsOf(effect) === undefined) return [];
      const names = ownNames(effect);
      return effect.act === 'change' && names.some((name) => DYNAMIC.test(name)) ? all(effect.kind) : names;
    }),
    ...(unclear.makes ? [] : unclear.resets.flatMap(all)),
  ];
}

/** What an author's own check asks of the learner is in its script, and the text above it. */
function ofScript({ command, step }: PlannedCommand): Omit<Goal, 'skip'> {
  return {
    ...{ id: `${command.id}.0`, kind: 'script', step, command, line: command.span.line },
    sentence: 'the check of this step ends well',
    ...{ names: [], touches: [], alters: [], whileRunning: undefined, changes: undefined, made: undefined },
  };
}

/** Whoever runs the container by another command gives it an image of their choice. */
function imageOf(effect: Effect): readonly InferredCheck[] {
  if (effect.act !== 'create' || !effect.certain || effect.object.kind !== 'container') return [];
  const { name, image } = effect.object;
  if (!/^[\w./:-]+$/.test(image)) return [];
  return [{ sentence: `container ${name} is of image ${image}` }];
}

/** Of a removal of several objects each goal is about one. */
function goalNames(effect: Effect, sentence: string): readonly string[] {
  if (effect.act !== 'change') return ownNames(effect);
  const words = sentence.split(/\s+/);
  return effect.names.filter((name) => words.includes(name));
}

const namesIn = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\b(?:container|network|volume|image) (\S+?)(?:,|'s)?(?= |$)/g)].map(
    ([, name]) => name!,
  );

function short({ script }: Command): string {
  const [first = '', ...more] = script.trim().split(/\s*\\?\n\s*/);
  const line = more.length > 0 ? `${first} …` : first;
  return line.length > 64 ? `${line.slice(0, 63)}…` : line;
}
