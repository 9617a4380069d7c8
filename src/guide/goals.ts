import { checkOf } from '../check/catalogue.ts';
import { type InferredCheck, inferChecks } from '../check/infer.ts';
import type { Inventory } from '../command/inventory.ts';
import type { Effect } from '../command/meaning.ts';
import { DYNAMIC } from '../lint/lives.ts';
import { unclearIn } from '../lint/unclear.ts';
import type { CheckDirective, Command, Skip, Step } from '../model/lab.ts';
import { ofMachine } from '../plan/check-place.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';
import type { ObjectKind } from '../profile/verb.ts';
import type { RunOptions } from '../run/context.ts';
import { leftOut } from '../run/marked.ts';
import { withEndings } from './endings.ts';
import type { Goal } from './goal.ts';
import { Inventories } from './inventories.ts';
import { actionsOf, ownNames, touchedNames } from './touched.ts';

/** The goals of a plan in document order: what its commands make true, show, or have the reader do. */
export function goalsOf(plan: Plan, asked: Asked = {}): readonly Goal[] {
  let inventories = new Inventories(plan, asked);
  const goals: Goal[] = [];
  for (const step of plan.lab.steps) {
    if (step.fresh) inventories = new Inventories(plan, asked);
    for (const action of step.actions) {
      if (action.kind === 'check') goals.push(inventories.placed(ofDirective(action, step, plan, asked)));
      if (action.kind !== 'command') continue;
      const planned = plan.commands[action.id]!;
      const own =
        isLesson(action) && !(asked.several && onlyLeads(action))
          ? ofCommand(planned, inventories.at(action.machine))
          : [];
      inventories.apply(planned);
      const skip = skipIn(plan, action, asked);
      for (const machine of inventories.machinesOf(action))
        goals.push(
          ...own.map((goal) =>
            inventories.placed({ ...goal, id: idAt(goal.id, action, machine), skip, machine }),
          ),
        );
    }
  }
  return withEndings(goals, inventories.all);
}

/** A command that is typed at several machines has goals at each. */
const idAt = (id: string, command: Command, machine: string | undefined): string =>
  machine !== undefined && command.also?.includes(machine) ? `${id}@${machine}` : id;

type OfCommand = Omit<Goal, 'skip' | 'machine'>;

/** What is asked for of a document, beside what its text says. */
export type Asked = Partial<Pick<RunOptions, 'skipTags' | 'online'>> & {
  /** The lab has all its machines, where it is done at several. */
  readonly several?: boolean;
};

/** Why a command is left out, by its text, its system or the tags that are not wanted. */
export function skipOf(command: Command, { skipTags, online, several }: Asked): Skip | undefined {
  const skip = several && command.skip?.unless === 'machines' ? command.skip.otherwise : command.skip;
  const reachable = skip?.reason === 'network' && online === true;
  return (reachable ? undefined : skip) ?? leftOut(command, skipTags);
}

/** The same; what is typed in a session goes by what opens it. */
function skipIn(plan: Plan, command: Command, asked: Asked): Skip | undefined {
  const own = skipOf(command, asked);
  if (own || command.where.kind !== 'inside') return own;
  const opener = plan.commands[command.where.opener]?.command;
  return opener && skipIn(plan, opener, asked);
}

/** It takes its reader to another machine, which has a terminal of its own here. */
const onlyLeads = ({ machine, script, typed }: Command): boolean =>
  machine !== undefined && script === ':' && typed.trim() !== ':';

/** Set-up and cleanup are no part of the lesson. */
const isLesson = ({ directives }: Command): boolean => directives.phase === undefined;

function ofDirective(
  { sentence, span }: CheckDirective,
  step: Step,
  { lab }: Plan,
  { several }: Asked,
): Goal {
  const { plain, machine } = ofMachine(sentence, (name) => lab.machines.some((one) => one.name === name));
  const elsewhere = machine !== '' && machine !== lab.machines[0]?.name;
  return {
    id: `c${span.line}`,
    kind: 'effect',
    step,
    command: undefined,
    line: span.line,
    machine: several && lab.machines.length > 1 ? machine || lab.machines[0]?.name : undefined,
    sentence: checkOf(plain)?.sentence ?? plain,
    names: namesIn(plain),
    touches: namesIn(plain),
    whileRunning: undefined,
    changes: undefined,
    made: undefined,
    skip: elsewhere && !several ? NOT_HERE : undefined,
    alters: [],
  };
}

const NOT_HERE: Skip = { reason: 'multi-node', message: 'it is about a machine that is not here' };

function ofCommand(planned: PlannedCommand, inventory: Inventory): readonly OfCommand[] {
  const { command, step, effects } = planned;
  if (command.directives.verify) return [ofScript(planned)];
  const shown = new Set(command.expected?.lines.flatMap(({ text }) => text.split(/[\s",]+/)));
  const touches = [
    ...new Set([...effects.flatMap(touchedNames), ...inventory.names().filter((name) => shown.has(name))]),
  ];
  const { made } = command.directives;
  const base = { step, command, line: command.span.line, made };
  const effectGoals = effects.flatMap((effect): readonly Omit<OfCommand, 'id'>[] => {
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
function ofScript({ command, step }: PlannedCommand): OfCommand {
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
