import type { HazardKind } from '../hazard.ts';

const PROGRAMS =
  /^(?:useradd|userdel|usermod|adduser|deluser|groupadd|groupdel|groupmod|addgroup|delgroup|gpasswd|passwd|chpasswd|chage|chfn|newusers|chsh|visudo|crontab)$/;

export const users: HazardKind = {
  found: ({ program, options }) =>
    PROGRAMS.test(program) && !options.includes('-l')
      ? 'changes users or their settings on the computer'
      : undefined,
};
