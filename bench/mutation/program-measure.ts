import { readFileSync } from 'node:fs';
import { lineOf, Replay } from './context.ts';
import type { Listener, Score } from './measure.ts';
import { type ProgramMutationClass, programMutants, programMutationClasses } from './program-mutants.ts';
import { measurements } from './programs.ts';
import type { Run } from './record.ts';

export interface ProgramMeasures {
  readonly commands: number;
  /** Outputs of a second run of all commands, by verdict. */
  readonly passed: number;
  readonly drifted: number;
  readonly failed: number;
  readonly rows: readonly { readonly kind: ProgramMutationClass; readonly score: Score }[];
  readonly overall: Score;
}

/** Measures on two recordings of programs other than docker. */
export function measurePrograms(folder: URL, listen: Listener = () => {}): ProgramMeasures {
  const load = (name: string): Run =>
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Run;
  const [document, live] = [load('programs-a'), load('programs-b')];
  const counts = { passed: 0, drifted: 0, failed: 0 };
  const scores = new Map<ProgramMutationClass, { tried: number; found: number }>(
    programMutationClasses.map((kind) => [kind, { tried: 0, found: 0 }]),
  );
  const stating = (name: string): boolean => !measurements.some((scenario) => scenario.name === name);
  for (const [name, recordings] of Object.entries(document)) {
    const replay = new Replay();
    recordings.forEach(({ command, output }, index) => {
      const other = live[name]?.[index];
      if (other?.command !== command || output === '') return;
      const line = lineOf(index);
      if (stating(name)) {
        for (const mutant of programMutants(output, other.output)) {
          const comparison = replay.correspondence.peek(() =>
            replay.match({ command, output: mutant.document, line }, mutant.live),
          );
          const score = scores.get(mutant.kind)!;
          score.tried += 1;
          if (comparison.verdict === 'failed') score.found += 1;
          else listen({ kind: mutant.kind, command, change: mutant.change, comparison });
        }
      }
      const comparison = replay.compare({ command, output, line }, other);
      counts[comparison.verdict] += 1;
      if (comparison.verdict !== 'passed') listen({ kind: 'alarm', command, change: '', comparison });
    });
  }
  const rows = [...scores].map(([kind, score]) => ({ kind, score }));
  const sum = (of: 'tried' | 'found'): number => rows.reduce((all, { score }) => all + score[of], 0);
  return {
    commands: Object.values(document)
      .flat()
      .filter(({ output }) => output !== '').length,
    ...counts,
    rows,
    overall: { tried: sum('tried'), found: sum('found') },
  };
}
