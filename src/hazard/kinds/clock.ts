import type { HazardKind, Typed } from '../hazard.ts';

const sets = ({ program, operands, options }: Typed): string | undefined =>
  (program === 'date' &&
    (options.some((word) => /^-s|^--set/.test(word)) || operands.some((word) => /^\d{8,}/.test(word)))) ||
  (program === 'timedatectl' && operands.some((word) => word.startsWith('set-'))) ||
  (program === 'hwclock' && options.some((word) => /^-[ws]|^--(?:set|hctosys|systohc|adjust)/.test(word))) ||
  /^(?:ntpdate|adjtimex)$/.test(program)
    ? "sets the computer's clock"
    : undefined;

/** There is one clock for all namespaces. */
export const clock: HazardKind = { found: sets, unheld: sets };
