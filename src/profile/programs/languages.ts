import { fetches, firstArgument } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Other languages and what builds them. */
export const languages: Family = {
  go: {
    unprompted: 'word',
    serves: true,
    internet: (args) =>
      /^(?:get|install)$/.test(firstArgument(args)) || args.join(' ').startsWith('mod download')
        ? 'it fetches Go modules from the internet'
        : undefined,
    source: 'proxy.golang.org',
    fetches: /^mod$/,
  },
  cargo: {
    unprompted: 'command',
    serves: true,
    source: 'index.crates.io',
    fetches: /^new$/,
  },
  dotnet: {
    unprompted: 'command',
    serves: true,
    internet: fetches(/^(?:restore|build|publish|new|run)$/, 'NuGet packages'),
    fetches: /^new$/,
  },
  gcc: { unprompted: 'command' },
  make: { unprompted: 'word', serves: true },
  'julia R lua': { asks: 'interpreter' },
  'ghci iex': { asks: 'database' },
  'perl mix hugo': { serves: true },
  'make cargo go mix': { onFolder: 'project' },
};
