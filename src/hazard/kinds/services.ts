import type { HazardKind } from '../hazard.ts';

const SHOWS = /^(?:status|is-active|is-enabled|is-failed|show|cat|list-.*|--status-all)$/;

export const services: HazardKind = {
  found: ({ program, operands, options }) => {
    const shows = [...operands, ...options].some((word) => SHOWS.test(word));
    if (program === 'dockerd' || program === 'containerd')
      return shows ? undefined : 'starts an engine on the computer';
    return /^(?:systemctl|service|rc-service|initctl|launchctl|chkconfig|update-rc\.d|rc-update)$/.test(
      program,
    ) &&
      !shows &&
      operands.length > 0
      ? 'starts, stops or changes services of the computer'
      : undefined;
  },
};
