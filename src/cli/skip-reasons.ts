import { SKIP_REASONS, type SkipReason } from '../model/lab.ts';
import { nearest } from '../text/nearest.ts';

/** The reasons that `--fail-on-skip` names, or what is wrong with them. */
export function readSkipReasons(
  names: readonly string[],
): ReadonlySet<SkipReason> | { readonly error: string } {
  const known = Object.keys(SKIP_REASONS);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const hint = near ? `did you mean ${near}?` : `there are ${known.join(', ')}`;
    return { error: `--fail-on-skip: unknown reason '${name}'; ${hint}` };
  }
  return new Set(names as readonly SkipReason[]);
}
