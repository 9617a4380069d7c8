/** The JSON objects of request bodies. */
export type Json = Record<string, unknown>;

/**
 * The object with the given keys spelled as given. The engine reads keys in any case, the last one
 * winning (encoding/json); without this a body could say `hostconfig` and not be looked at.
 */
export function fold(value: unknown, keys: readonly string[]): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const spelling = new Map(keys.map((key) => [key.toLowerCase(), key]));
  const folded: Json = {};
  for (const [key, member] of Object.entries(value)) {
    const name = spelling.get(key.toLowerCase()) ?? key;
    folded[name] = isObject(member) && isObject(folded[name]) ? { ...folded[name], ...member } : member;
  }
  return folded;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
