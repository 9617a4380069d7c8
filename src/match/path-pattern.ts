/** Finds a path in texts, whole or with more below it, and not in a longer name. */
export function pathPattern(path: string): RegExp {
  return new RegExp(`(?<![\\w.-])${path.replace(/[.+]/g, '\\$&')}(?![\\w.-])`, 'g');
}
