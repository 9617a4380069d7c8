import { saidByClients } from './said-by-clients.ts';
import { saidByEngines } from './said-by-engines.ts';
import { saidByPrograms } from './said-by-programs.ts';
import type { Absence, Sign } from './sign.ts';

/** All that programs say when something is missing; the first sign that fits a line decides. */
export const SIGNS: readonly Sign[] = [...saidByEngines, ...saidByClients, ...saidByPrograms];

/** Characters of an output's end that are looked at: errors come last. */
const LOOKED_AT = 16_384;
/** A line that is longer is data, or a message whose beginning says enough. */
const LONGEST_LINE = 2_000;

/** What an output says is missing, in the order of its lines, each once. Linear in the output. */
export function absencesIn(output: string): readonly Absence[] {
  const found = new Map<string, Absence>();
  for (const whole of output.slice(-LOOKED_AT).split('\n')) {
    const line = whole.slice(0, LONGEST_LINE).trim();
    const absence = line === '' ? undefined : absenceIn(line);
    if (absence) found.set(`${absence.lack} ${absence.name}`, absence);
  }
  return [...found.values()];
}

function absenceIn(line: string): Absence | undefined {
  for (const { lack, says, what = '' } of SIGNS) {
    const match = says.exec(line);
    if (!match) continue;
    const name = Object.values(match.groups ?? {}).find((value) => value !== undefined) ?? '';
    return { lack, name: name.trim(), what, line };
  }
  return undefined;
}
