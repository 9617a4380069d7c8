import { fetches, withOne } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** JavaScript: its engines, package managers and servers. */
export const javascript: Family = {
  node: { unprompted: 'word', asks: 'interpreter', serves: true },
  'nodejs http-server serve live-server vite nodemon': { serves: true },
  npm: {
    unprompted: 'command',
    endless: withOne(/^start$/),
    serves: true,
    internet: fetches(/^(?:install|i|ci|update|add)$/, 'npm packages'),
    source: 'registry.npmjs.org',
    fetches: /^(?:init|create|install|ci)$/,
  },
  npx: {
    unprompted: 'command',
    serves: true,
    internet: () => 'it fetches an npm package',
    source: 'registry.npmjs.org',
    fetches: true,
  },
  yarn: {
    unprompted: 'command',
    serves: true,
    internet: (args) =>
      args.length === 0 || /^(?:install|add|global)$/.test(args[0]!)
        ? 'it installs npm packages from the internet'
        : undefined,
    source: 'registry.npmjs.org',
    fetches: true,
  },
  pnpm: {
    unprompted: 'command',
    serves: true,
    source: 'registry.npmjs.org',
    fetches: true,
  },
  'bun deno': { unprompted: 'command', serves: true },
  'npm yarn pnpm npx bun': { onFolder: 'project' },
};
