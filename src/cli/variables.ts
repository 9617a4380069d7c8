/** `NAME=VALUE` pairs; shared by the verbs that take `--var`. */
export function readVariables(
  pairs: readonly string[],
): ReadonlyMap<string, string> | { readonly error: string } {
  const variables = new Map<string, string>();
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    if (cut < 1) return { error: `--var takes NAME=VALUE, not '${pair}'` };
    variables.set(pair.slice(0, cut), pair.slice(cut + 1));
  }
  return variables;
}
