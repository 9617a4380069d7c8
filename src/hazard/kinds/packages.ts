import type { HazardKind } from '../hazard.ts';

const MANAGERS = /^(?:apt|apt-get|aptitude|yum|dnf|zypper|pacman|apk|snap|brew|dpkg|rpm)$/;
const CHANGES =
  /^(?:update|upgrade|dist-upgrade|full-upgrade|install|reinstall|remove|purge|autoremove|add|del|erase|-i|-r|-S\w*|-R\w*|-U\w*|-y|--install|--remove|--purge)$/;

export const packages: HazardKind = {
  found: ({ program, operands, options }) =>
    MANAGERS.test(program) && [...operands, ...options].some((word) => CHANGES.test(word))
      ? 'changes the packages of the computer'
      : undefined,
};
