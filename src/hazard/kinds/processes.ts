import type { HazardKind } from '../hazard.ts';

/** By name, or by a number that the document shows: processes that the lab did not start. */
export const processes: HazardKind = {
  found: ({ program, operands }) =>
    program === 'killall' ||
    program === 'pkill' ||
    (program === 'kill' && operands.some((word) => /^\d+$/.test(word)))
      ? 'ends processes that the lab did not start'
      : undefined,
};
