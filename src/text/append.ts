/**
 * Appends all of a list to another. `push(...list)` puts every item on the stack, which is too small
 * for the lines of a long output.
 */
export function append<T>(list: T[], more: readonly T[]): void {
  for (const item of more) list.push(item);
}
