import { fetches } from '../arguments.ts';
import type { Family } from '../profile.ts';

/** Ruby. */
export const ruby: Family = {
  ruby: { unprompted: 'command', serves: true },
  irb: { asks: 'interpreter' },
  gem: { internet: fetches(/^(?:install|update)$/, 'gems'), source: 'rubygems.org' },
  bundle: { onFolder: 'project', internet: fetches(/^(?:install|update)?$/, 'gems'), source: 'rubygems.org' },
  rails: { serves: true, fetches: true },
  'rackup puma jekyll': { serves: true },
};
