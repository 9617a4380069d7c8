/**
 * The container's own addresses in a line of what `ip`, `ifconfig`, `hostname -i` or `route` print;
 * those of the loopback and of other machines are left out.
 */
export function interfaceAddresses(text: string, program: readonly string[]): readonly string[] {
  const [name = '', ...rest] = program;
  const words = rest.filter((word) => !word.startsWith('-'));
  const tool = name.split('/').at(-1)!;
  const patterns =
    tool === 'ip' && /^r(?:o(?:ute?)?)?$/.test(words[0] ?? '')
      ? [/^default via (\d[\d.]*)/, /^(\d[\d.]*\/\d+) dev eth/, /\bsrc (\d[\d.]*)/]
      : tool === 'ip' && /^a(?:d?dr?(?:ess)?)?$/.test(words[0] ?? '')
        ? [/^\s*inet (\d[\d.]*\/\d+)/]
        : tool === 'ifconfig'
          ? [/^\s*inet (?:addr:)?(\d[\d.]*)/]
          : tool === 'hostname' && rest.some((word) => /^-i$/i.test(word))
            ? [/^(\d[\d.]*)\s*$/]
            : [];
  return patterns
    .flatMap((pattern) => pattern.exec(text)?.[1] ?? [])
    .filter((address) => !/^(?:127|0)\./.test(address));
}
