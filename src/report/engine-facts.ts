import type { LabEngine, LabResult } from '../model/event.ts';
import type { CheckResult, CommandResult, Verdict } from '../model/verdict.ts';
import { grouped } from '../text/grouped.ts';
import { legibleLine } from './legible.ts';
import type { Palette } from './paint.ts';
import { listed } from './words.ts';

/** A fact that holds on one engine and not on another. */
export interface EngineFact {
  readonly file: string;
  readonly line: number;
  /** The command, or the sentence of a check. */
  readonly fact: string;
  /** Versions of engines, in the order of the run. */
  readonly holds: readonly string[];
  readonly fails: readonly string[];
  /** Where it was not run, so that nothing is known. */
  readonly skipped: readonly string[];
}

/** What of labs that were run on several engines holds on some of them only, in document order. */
export function engineFacts(labs: readonly LabResult[]): readonly EngineFact[] {
  return [...grouped(labs, ({ file }) => file)].flatMap(([file, results]) => {
    const told = results.flatMap((result) => (result.engine ? factsOf(result, result.engine) : []));
    return [...grouped(told, ({ key }) => key).values()]
      .map((all) => factOf(file, all))
      .filter(({ holds, fails }) => holds.length > 0 && fails.length > 0)
      .sort((a, b) => a.line - b.line);
  });
}

/** `holds on 20.10 and 26.1, not on 28.5`. */
function engineFactText({ holds, fails, skipped }: EngineFact, nameOf: (version: string) => string): string {
  const names = (versions: readonly string[]): string => listed(versions.map(nameOf));
  const rest = skipped.length > 0 ? `, not run on ${names(skipped)}` : '';
  return `holds on ${names(holds)}, not on ${names(fails)}${rest}`;
}

/** All such facts with the words for them. */
export function toldEngineFacts(
  labs: readonly LabResult[],
): readonly { readonly fact: EngineFact; readonly told: string }[] {
  const nameOf = shortVersions(labs.flatMap(({ engine }) => engine?.version ?? []));
  return engineFacts(labs).map((fact) => ({ fact, told: engineFactText(fact, nameOf) }));
}

/** The same for a terminal: the place, the fact, and where it holds. */
export function engineFactLines(
  labs: readonly LabResult[],
  { paint, relative }: { readonly paint: Palette; readonly relative: (file: string) => string },
): readonly string[] {
  return toldEngineFacts(labs).flatMap(({ fact, told }) => [
    `${paint.bold(`${relative(fact.file)}:${fact.line}`)}  ${legibleLine(fact.fact)}`,
    `  ${paint.yellow(told)}`,
  ]);
}

/** How engines are called: `28.5` for `28.5.2`, unless another of them would be called so, too. */
function shortVersions(versions: readonly string[]): (version: string) => string {
  const all = new Set(versions);
  const short = (version: string): string => /^\d+\.\d+/.exec(version)?.[0] ?? version;
  return (version) =>
    [...all].some((other) => other !== version && short(other) === short(version)) ? version : short(version);
}

/**
 * ` on docker 20.10 and 28`, which tells what ran on some engines from what ran on others of a run, and in later runs:
 * by the versions that were asked for. '' where the run had one engine.
 */
export function onEngines(own: readonly (LabEngine | undefined)[], all: readonly LabEngine[]): string {
  const names = [...new Set(own.flatMap((engine) => (engine ? nameOfEngine(engine) : [])))];
  return all.length === 0 || names.length === 0 ? '' : ` on docker ${listed(names)}`;
}

/** The version that was asked for, else that which it has. */
export const nameOfEngine = ({ asked, version }: Pick<LabEngine, 'asked' | 'version'>): string =>
  asked ?? version;

interface Told {
  readonly key: string;
  readonly line: number;
  readonly fact: string;
  readonly verdict: Verdict;
  readonly version: string;
}

function factsOf({ commands, steps }: LabResult, { version }: LabEngine): readonly Told[] {
  return [
    ...commands.map((command) => ({ ...ofCommand(command), version })),
    ...steps.flatMap(({ checks }) => checks.map((check) => ({ ...ofCheck(check), version }))),
  ];
}

const ofCommand = ({ id, line, command, verdict }: CommandResult) => ({
  key: `command ${id}`,
  line,
  fact: command.split('\n', 1)[0]!,
  verdict,
});

const ofCheck = ({ line, sentence, verdict }: CheckResult) => ({
  key: `check ${line} ${sentence}`,
  line,
  fact: sentence,
  verdict,
});

function factOf(file: string, told: readonly Told[]): EngineFact {
  const { line, fact } = told[0]!;
  const on = (...verdicts: readonly Verdict[]): readonly string[] =>
    told.filter(({ verdict }) => verdicts.includes(verdict)).map(({ version }) => version);
  return { file, line, fact, holds: on('passed', 'drifted'), fails: on('failed'), skipped: on('skipped') };
}
