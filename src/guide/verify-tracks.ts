import { checkOf } from '../check/catalogue.ts';
import type { Outcome } from '../check/check.ts';
import type { EngineChange } from '../docker/changes.ts';
import type { EngineReader } from '../model/engine.ts';
import type { EngineObject } from '../model/verdict.ts';
import { diagnose } from './diagnose.ts';
import type { GoalState } from './goal.ts';
import { readingOnce } from './reading.ts';
import { nameAt } from './touched.ts';
import { isSatisfied, type Track, type Tracks } from './tracks.ts';
import { type GuideContext, machineOf } from './way.ts';

interface Round {
  /** What the engine has told since the last round; undefined to look at everything. */
  readonly changes: readonly EngineChange[] | undefined;
  /** Whether what is there may be called wrong yet. */
  readonly blame: boolean;
  readonly context: GuideContext;
  /** `Track.section` of what is done on this machine. */
  readonly section: number;
  /** Told of each goal that stands otherwise than before. */
  readonly apply: (track: Track, state: GoalState) => void;
}

/**
 * Looks which goals of state hold now. What takes away goes first: where it has come, what was there
 * before is no longer asked for.
 */
export async function verifyTracks(tracks: Tracks, round: Round): Promise<void> {
  const engineAt = enginesOf(round.context);
  tracks.rename(namer(round.context));
  const effects = tracks.all.filter(
    ({ goal, state, section }) =>
      goal.kind === 'effect' && state.status !== 'unverifiable' && section === round.section,
  );
  const look = async (track: Track): Promise<void> => {
    const { status } = track.state;
    if (status === 'skipped' || !isDue(track, round) || tracks.isSettled(track)) return;
    if (status !== 'met' && !tracks.isEligible(track)) return;
    const vacuous = track.goal.changes !== undefined && tracks.nothingWasBefore(track);
    if (vacuous) track.armed = true;
    const next = await verified(track, { engine: engineAt(track.goal.machine), round });
    if (next) round.apply(track, next);
  };
  for (const track of effects.filter(({ goal }) => goal.changes !== undefined)) await look(track);
  await Promise.all(effects.filter(({ goal }) => goal.changes === undefined).map(look));
}

/** The engine of each machine, read once in a round. */
function enginesOf(context: GuideContext): (machine: string | undefined) => EngineReader {
  const known = new Map<string | undefined, EngineReader>();
  return (machine) => {
    const before = known.get(machine);
    if (before) return before;
    const engine = readingOnce(machineOf(context, machine).engine);
    known.set(machine, engine);
    return engine;
  };
}

/** What an object is called, where a document calls it by an ID of its own world. */
function namer(context: GuideContext): (name: string, machine: string | undefined) => string {
  const made = new Map<string | undefined, readonly EngineObject[]>();
  return (called, machine) => {
    const prefix = machine === undefined ? '' : nameAt(machine, '');
    const name = called.startsWith(prefix) ? called.slice(prefix.length) : called;
    const live = context.correspondence.resolve(name)?.live;
    if (live === undefined) return called;
    const digits = live.replace(/^sha256:/, '');
    const objects = made.get(machine) ?? machineOf(context, machine).made();
    made.set(machine, objects);
    const object = objects.find(({ id }) => id.startsWith(digits) || digits.startsWith(id));
    return object?.name ? called.slice(0, called.length - name.length) + object.name : called;
  };
}

/** A goal that was met is looked at again only when something has happened to what it is about. */
function isDue(track: Track, { changes }: Round): boolean {
  if (changes === undefined || !isSatisfied(track)) return true;
  return changes.some(({ names }) =>
    names.some((name) => track.names.includes(name) || track.goal.names.includes(name)),
  );
}

async function verified(
  track: Track,
  { engine, round }: { readonly engine: EngineReader; readonly round: Round },
): Promise<GoalState | undefined> {
  const { goal, state: before } = track;
  const { context, changes, blame } = round;
  const sentence = context.correspondence.rewrite(goal.sentence).script;
  const check = checkOf(sentence);
  if (!check) return { ...before, status: 'unverifiable', found: 'no check reads this sentence' };
  if (goal.whileRunning !== undefined) {
    const container = await engine.container(goal.whileRunning).catch(() => undefined);
    // What it had on networks went when it ended; that it ended is another goal's affair.
    if (container && !container.running)
      return before.status === 'met' ? undefined : { ...before, status: 'met' };
  }
  const outcome = await outcomeOf(() => check.verify(engine));
  if (outcome.verdict === 'skipped') return undefined;
  if (outcome.verdict === 'failed') {
    if (isPresent(outcome.found)) track.armed = true;
    if (before.status === 'met') return { ...before, status: 'open', found: outcome.found, mend: '' };
    return notYet(track, { sentence, found: outcome.found, engine, blame, context });
  }
  const told = changes?.some(
    ({ names, action }) => goal.changes?.includes(action) && names.some((name) => track.names.includes(name)),
  );
  if (told) track.armed = true;
  if (!track.armed) return undefined;
  return before.status === 'met' ? undefined : { ...before, status: 'met', found: '', mend: '' };
}

/** The object of a change is there, so that it is still to be changed. */
const isPresent = (found: string): boolean => !found.startsWith('there is no ');

async function notYet(
  { state: before, goal }: Track,
  {
    sentence,
    found,
    engine,
    blame,
    context,
  }: {
    readonly sentence: string;
    readonly found: string;
    readonly engine: EngineReader;
    readonly blame: boolean;
    readonly context: GuideContext;
  },
): Promise<GoalState | undefined> {
  if (!blame || goal.changes !== undefined) {
    return before.status === 'wrong' && goal.changes === undefined
      ? undefined
      : { ...before, status: 'open', found };
  }
  const names = new Set(context.plan.commands.flatMap(({ pins }) => pins.map(({ value }) => value)));
  const diagnosis = await diagnose(sentence, found, {
    engine,
    made: machineOf(context, goal.machine).made(),
    names,
  });
  return diagnosis
    ? { ...before, status: 'wrong', ...diagnosis }
    : { ...before, status: 'open', found, mend: '' };
}

async function outcomeOf(verify: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await verify();
  } catch (error) {
    return { verdict: 'skipped', found: error instanceof Error ? error.message : String(error) };
  }
}
