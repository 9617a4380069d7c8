import type { HazardKind } from '../hazard.ts';

/** By name, or by a number that the document shows: processes that the lab did not start. */
export const processes: HazardKind = {
  found: ({ program, operands, options, command }) => {
    if (/^(?:nsenter|fuser)$/.test(program))
      return program === 'nsenter' || options.some((word) => /^-[a-zA-Z]*k/.test(word))
        ? 'reaches processes that the lab did not start'
        : undefined;
    return /^(?:killall5?|pkill|skill)$/.test(program) ||
      (program === 'kill' &&
        (operands.some((word) => /^\d+$/.test(word)) ||
          options.slice(1).includes('-1') ||
          /\b(?:pgrep|pidof|ps)\b|\/run\/\S*\.pid\b/.test(command.text)))
      ? 'ends processes that the lab did not start'
      : undefined;
  },
};
