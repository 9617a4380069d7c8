import type { HazardKind, Typed } from '../hazard.ts';

const stops = ({ program, operands, options }: Typed): string | undefined => {
  const asks = options.some((word) => /^(?:-h|--help|--version)$/.test(word)) && operands.length === 0;
  return (/^(?:reboot|shutdown|poweroff|halt|telinit|init)$/.test(program) &&
    !(asks && program !== 'shutdown') &&
    !(program === 'init' && !/^[0-6]$/.test(operands[0] ?? ''))) ||
    (program === 'systemctl' &&
      /^(?:reboot|poweroff|halt|suspend|hibernate|kexec|rescue|emergency)$/.test(operands[0] ?? ''))
    ? 'stops the computer'
    : undefined;
};

/** A machine can't be started again with what was done in it: it ends with its first process. */
export const power: HazardKind = { found: stops, unheld: stops };
