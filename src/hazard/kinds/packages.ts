import type { HazardKind } from '../hazard.ts';

const MANAGERS = /^(?:apt|apt-get|aptitude|yum|dnf|zypper|pacman|apk|snap|brew|dpkg|rpm)$/;
const CHANGES =
  /^(?:update|upgrade|dist-upgrade|full-upgrade|install|reinstall|remove|purge|autoremove|add|del|erase|-i|-r|-S\w*|-R\w*|-U\w*|-y|--install|--remove|--purge)$/;

export const packages: HazardKind = {
  found: ({ program, operands, options }) =>
    (MANAGERS.test(program) && [...operands, ...options].some((word) => CHANGES.test(word))) ||
    /^(?:apt-key|add-apt-repository|yum-config-manager|subscription-manager|update-grub|update-alternatives)$/.test(
      program,
    )
      ? 'changes the packages of the computer'
      : undefined,
};
