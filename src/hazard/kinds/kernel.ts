import type { HazardKind } from '../hazard.ts';

export const kernel: HazardKind = {
  found: ({ program, operands, options, command }) => {
    if (/^(?:modprobe|insmod|rmmod|kexec|swapoff|swapon|hwclock|setenforce)$/.test(program))
      return "changes the computer's kernel";
    if (
      program === 'sysctl' &&
      (options.some((word) => /^-(?:w|p)|^--(?:write|load|system)/.test(word)) ||
        operands.some((word) => word.includes('=')))
    )
      return "changes settings of the computer's kernel";
    if (program === 'date' && options.some((word) => /^-s|^--set/.test(word)))
      return "sets the computer's clock";
    if (
      /^(?:hostnamectl|timedatectl|hostname)$/.test(program) &&
      operands.length > 0 &&
      operands[0] !== 'status'
    )
      return "changes the computer's name or clock";
    return command.redirects.some(
      ({ operator, target }) => operator.includes('>') && /^\/(?:proc|sys)\//.test(target.text),
    )
      ? "changes settings of the computer's kernel"
      : undefined;
  },
};
