import type { Family } from '../profile.ts';

/** The shells themselves. */
export const shells: Family = {
  'sh bash ash': { unprompted: 'command', asks: 'shell', ignoresStop: true },
  'zsh ksh fish': { asks: 'shell' },
  dash: { asks: 'shell', ignoresStop: true },
};
