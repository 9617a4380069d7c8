import type { Identity } from './value-class.ts';

/**
 * The hash of a commit or another object of git, in any length that git shortens it to. Only what git
 * itself prints is held for one, so no text begins one by itself.
 */
export const gitHash: Identity = {
  kind: 'identity',
  name: 'git hash',
  space: 'git hash',
  starts: '',
  end: () => -1,
};

export const isGitHash = (text: string): boolean => /^[0-9a-f]{7,40}$/.test(text) && /\d/.test(text);
