import { HAZARDS } from '../hazard/hazards.ts';
import { nearest } from '../text/nearest.ts';

/** The kinds of hazards that `--allow hazard` and `--allow hazard=KIND,KIND` let run, or what is wrong with them. */
export function readAllowed(texts: readonly string[]): ReadonlySet<string> | { readonly error: string } {
  const allowed = new Set<string>();
  for (const text of texts) {
    const [what, ...rest] = text.split('=');
    if (what !== 'hazard')
      return {
        error: `--allow takes hazard or hazard=KIND,KIND, not '${text}'; there are ${HAZARDS.join(', ')}`,
      };
    const named = rest.length === 0 ? HAZARDS : rest.join('=').split(',');
    for (const kind of named) {
      const known = HAZARDS.find((hazard) => hazard === kind);
      if (known === undefined) return { error: `--allow: unknown hazard '${kind}'; ${hintFor(kind)}` };
      allowed.add(known);
    }
  }
  return allowed;
}

function hintFor(kind: string): string {
  const near = nearest(kind, HAZARDS);
  return near ? `did you mean ${near}?` : `there are ${HAZARDS.join(', ')}`;
}
