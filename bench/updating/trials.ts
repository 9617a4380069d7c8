import { parseLab } from '../../src/lab/parse.ts';
import { isElision } from '../../src/match/elision.ts';
import type { Lab } from '../../src/model/lab.ts';
import { type Plan, planLab } from '../../src/plan/plan.ts';
import { patchDocument } from '../../src/update/patch.ts';
import { type DocumentUpdate, type UpdateContext, updateDocument } from '../../src/update/update-document.ts';
import { randomOf } from '../mutation/random.ts';
import { VolatileRenamer } from '../mutation/volatile.ts';
import { changesOf } from './changes.ts';
import { type Printer, replay } from './replay.ts';

export interface Source {
  readonly file: string;
  readonly text: string;
}

/** What `update` made of an output that was changed. */
export interface Trial {
  readonly file: string;
  readonly line: number;
  readonly what: string;
  /**
   * `restored`: it is what it was; `holds`: it is something else that holds; `left`: to its author, with
   * a reason; `same`: the change was none that counts; `other document`: one with other commands.
   */
  readonly outcome: 'restored' | 'holds' | 'left' | 'same' | 'other document';
  /** Promises that were broken; none. */
  readonly faults: readonly string[];
  readonly reason: string;
  /** The output as it is now. */
  readonly now: readonly string[];
}

/**
 * Changes outputs of a document, updates it from a run in which every command prints what the document
 * shows in other values, and looks at what has become of it.
 */
export async function* trialsOf(
  source: Source,
  { most, seed = 1 }: { readonly most: number; readonly seed?: number },
): AsyncGenerator<Trial> {
  const plan = planOf(source);
  if (isWrong(plan)) return;
  const printed = printedBy(plan);
  const random = randomOf(seed);
  for (const { command } of plan.commands) {
    if (!command.expected || printed.get(command.id) === undefined) continue;
    for (const { what, lines } of changesOf(command.expected.lines, { most, random })) {
      const patched = patchDocument(source.text, [{ expected: command.expected, lines }]);
      if ('line' in patched) continue;
      const before = { ...source, text: patched.text };
      yield {
        file: source.file,
        line: command.span.line,
        what,
        ...(await trial({ source, before, printed, target: command.id })),
      };
    }
  }
}

const planOf = ({ file, text }: Source): Plan => planLab(parseLab(file, text));

const isWrong = ({ lab, problems }: Plan): boolean =>
  [...lab.problems, ...problems].some(({ severity }) => severity === 'error');

/** What a run prints whose document holds, by the commands' places; those that no such run is known of lack. */
function printedBy(plan: Plan): ReadonlyMap<number, string> {
  const printed = new Map<number, string>();
  const renamer = new VolatileRenamer();
  replay(plan, ({ id, expected }, { correspondence, compare }) => {
    const shown = (expected?.lines ?? []).map(({ text }) => text);
    const told = shown
      .filter((text) => !isElision(text))
      .map((text) => `${text}\n`)
      .join('');
    const ways = expected ? [renamer.rename(told, correspondence), told] : [''];
    const output = ways.find((way) => compare(way)?.verdict !== 'failed');
    if (output !== undefined) printed.set(id, output);
    return output;
  });
  return printed;
}

interface Setting {
  readonly source: Source;
  readonly before: Source;
  readonly printed: ReadonlyMap<number, string>;
  readonly target: number;
}

async function trial({
  source,
  before,
  printed,
  target,
}: Setting): Promise<Pick<Trial, 'outcome' | 'faults' | 'reason' | 'now'>> {
  const print: Printer = ({ id }) => printed.get(id);
  const context: UpdateContext = {
    run: (plan, outputFailed) => Promise.resolve(replay(plan, print, outputFailed)),
    variables: new Map(),
    signal: new AbortController().signal,
    fill: false,
  };
  const nothing = { faults: [], reason: '', now: [] };
  const [original, changed] = [planOf(source), planOf(before)];
  if (isWrong(changed) || !sameCommands(original, changed)) return { outcome: 'other document', ...nothing };
  const first = replay(changed, print);
  const update = await updateDocument(before, context);
  if (update === undefined || !('file' in update)) throw new Error('it was neither interrupted nor wrong');
  const after = planOf({ ...before, text: update.after });
  const faults: string[] = [];
  const fault = (is: boolean, what: string): void => void (is && faults.push(what));
  const left = new Set(update.left.map(({ line }) => line));
  const last = replay(after, print);
  fault(!sameCommands(changed, after), 'it has other commands');
  fault(
    outsideOutputs(changed.lab, before.text) !== outsideOutputs(after.lab, update.after),
    'text outside of outputs is otherwise',
  );
  for (const { id, verdict, command, line } of last.commands) {
    const was = first.commands[id]?.verdict;
    fault(verdict === 'failed' && !left.has(line), `${command}: it fails and nothing is said of it`);
    fault(verdict === 'failed' && was !== 'failed', `${command}: it did not fail before`);
    fault(
      was !== 'failed' && shownBy(changed, id) !== shownBy(after, id),
      `${command}: it held and is otherwise`,
    );
  }
  fault(
    update.left.some(({ reason }) => reason === ''),
    'something is left without a reason',
  );
  const again = (await updateDocument({ ...before, text: update.after }, context)) as DocumentUpdate;
  fault(again.after !== update.after, 'a second update changes it again');
  const failed = first.commands[target]?.verdict === 'failed';
  fault(
    !failed && update.after !== update.before && first.commands.every(({ verdict }) => verdict !== 'failed'),
    'it held and is otherwise',
  );
  const outcome = !failed
    ? 'same'
    : update.after === source.text
      ? 'restored'
      : last.commands[target]?.verdict === 'failed'
        ? 'left'
        : 'holds';
  const reason = update.left.map((one) => one.reason).join('; ');
  return { outcome, faults, reason, now: (shownBy(after, target) ?? '').split('\n') };
}

const shownBy = ({ commands }: Plan, id: number): string | undefined =>
  commands[id]?.command.expected?.lines.map(({ text }) => text).join('\n');

function sameCommands(a: Plan, b: Plan): boolean {
  const scripts = ({ commands }: Plan): string =>
    JSON.stringify(commands.map(({ command }) => [command.script, command.expected !== undefined]));
  return scripts(a) === scripts(b);
}

/** All bytes of a document but those of the lines that are outputs. */
function outsideOutputs({ steps }: Lab, text: string): string {
  const shown = new Set(
    steps.flatMap(({ actions }) =>
      actions.flatMap((action) =>
        action.kind === 'command' ? (action.expected?.lines ?? []).map(({ line }) => line) : [],
      ),
    ),
  );
  return text
    .split(/(?<=\n)/)
    .filter((_, index) => !shown.has(index + 1))
    .join('');
}
