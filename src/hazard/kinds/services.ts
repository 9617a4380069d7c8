import { changes } from '../changes.ts';
import type { HazardKind } from '../hazard.ts';

const SHOWS = /^(?:status|is-active|is-enabled|is-failed|show|cat|list-.*|--status-all)$/;

export const services: HazardKind = {
  found: (typed) => {
    const { program, args } = typed;
    if (program === 'dockerd' || program === 'containerd')
      return args.some((word) => SHOWS.test(word)) ? undefined : 'starts an engine on the computer';
    return changes(typed, 'services') ? 'starts, stops or changes services of the computer' : undefined;
  },
};
