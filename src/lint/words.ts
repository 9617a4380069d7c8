/** ` (also on lines 64 and 90)` for the places after the first, '' for none. */
export function alsoOn(places: readonly { readonly line: number }[]): string {
  const lines = [...new Set(places.map(({ line }) => line))].slice(1);
  if (lines.length === 0) return '';
  if (lines.length === 1) return ` (also on line ${lines[0]})`;
  if (lines.length > MOST_LINES) return ` (also on ${lines.length} other lines)`;
  return ` (also on lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)})`;
}

const MOST_LINES = 6;

/** An ID in the length that docker prints. */
export const shortId = (id: string): string => id.slice(0, 12);
