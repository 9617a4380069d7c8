/** The JSON objects of request bodies. */
export type Json = Record<string, unknown>;

/**
 * The object with the given keys spelled as given. The engine reads keys in any case, the last one
 * winning (encoding/json); without this a body could say `hostconfig` and not be looked at.
 */
export function fold(value: unknown, keys: readonly string[]): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const spelling = new Map(keys.map((key) => [withoutCase(key), key]));
  const folded: Json = {};
  for (const [key, member] of Object.entries(value)) {
    const name = spelling.get(withoutCase(key)) ?? key;
    folded[name] = isObject(member) && isObject(folded[name]) ? { ...folded[name], ...member } : member;
  }
  return folded;
}

/** As Unicode's simple folding, in which two more letters are an s and a k. */
function withoutCase(key: string): string {
  return key.toLowerCase().replaceAll('\u017f', 's').replaceAll('\u212a', 'k');
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
