import type { LabResult } from '../model/event.ts';
import { explainFailure } from './difference.ts';
import { nameOfEngine, onEngines } from './engine-facts.ts';
import type { Palette } from './paint.ts';
import { count } from './words.ts';

/** Failures that are told again; who has more of them reads the rest where it stands. */
const SHOWN = 20;

/** What failed in a run, lab by lab, for its end: where, why, and the lines that differ. */
export function repeatedFailures(
  labs: readonly LabResult[],
  { paint, relative }: { readonly paint: Palette; readonly relative: (file: string) => string },
): readonly string[] {
  const engines = labs.flatMap(({ engine }) => engine ?? []);
  const several = new Set(engines.map(nameOfEngine)).size > 1 ? engines : [];
  const failures = labs.flatMap((lab) =>
    failuresOf(lab, { file: relative(lab.file), paint }).map(([head = '', ...more]) => [
      head + paint.dim(onEngines([lab.engine], several)),
      ...more,
    ]),
  );
  const rest = failures.length - SHOWN;
  return [
    ...failures.slice(0, SHOWN).flat(),
    ...(rest > 0 ? [paint.dim(`and ${count(rest, 'more failure')}, see above`)] : []),
  ];
}

function failuresOf(
  { commands, steps }: LabResult,
  { file, paint }: { readonly file: string; readonly paint: Palette },
): readonly (readonly string[])[] {
  const checks = [...commands, ...steps].flatMap((part) => part.checks);
  return [
    ...commands
      .filter(({ verdict }) => verdict === 'failed')
      .map((command) => explainFailure(command, { file, paint })),
    ...checks
      .filter(({ verdict }) => verdict === 'failed')
      .map(({ line, sentence, found }) => [
        `${paint.bold(`${file}:${line}`)}  check: ${sentence}`,
        ...(found === '' ? [] : [`  ${found}`]),
      ]),
  ];
}
