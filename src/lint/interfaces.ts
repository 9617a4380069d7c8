import { CIDR, IPV4 } from '../text/ipv4.ts';

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
      ? FORMS.route
      : tool === 'ip' && /^a(?:d?dr?(?:ess)?)?$/.test(words[0] ?? '')
        ? FORMS.address
        : tool === 'ifconfig'
          ? FORMS.ifconfig
          : tool === 'hostname' && rest.some((word) => /^-i$/i.test(word))
            ? FORMS.hostname
            : [];
  return patterns
    .flatMap((pattern) => pattern.exec(text)?.[1] ?? [])
    .filter((address) => !/^(?:127|0)\./.test(address));
}

const form = (source: string): RegExp => new RegExp(source);

/** Where programs show an address of the container's. */
const FORMS = {
  route: [form(`^default via (${IPV4})`), form(`^(${CIDR}) dev eth`), form(String.raw`\bsrc (${IPV4})`)],
  address: [form(String.raw`^\s*inet (${CIDR})`)],
  ifconfig: [form(String.raw`^\s*inet (?:addr:)?(${IPV4})`)],
  hostname: [form(String.raw`^(${IPV4})\s*$`)],
} as const;
