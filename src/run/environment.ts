import type { Skip } from '../model/lab.ts';

/** What programs print when the machine, not the document, is at fault. */
const SIGNS: readonly { readonly pattern: RegExp; readonly skip: Skip }[] = [
  {
    pattern:
      /dial tcp: lookup |Could not resolve host|Temporary failure resolving|Temporary failure in name resolution|server misbehaving|network is unreachable|Could not resolve '|TLS handshake timeout|request canceled while waiting for connection|Failed to fetch http|unable to connect to '.*:\d+|wget: bad address|connect: connection refused.*registry|dial tcp [\d.]+:443/,
    skip: {
      reason: 'network',
      message: 'it needs the internet',
      hint: 'run it where the internet can be reached',
    },
  },
  {
    pattern:
      /failed to create \S+ vlan|operation not supported.*(?:vlan|link)|vlan link: operation not supported/,
    skip: {
      reason: 'platform',
      message: 'the kernel of the engine has no VLAN (802.1q) interfaces',
      hint: 'run it on a host whose kernel has the module 8021q',
    },
  },
  {
    pattern:
      /failed to create the (?:mac|ip)vlan port: operation not supported|failed to find plugin|plugin "\w+" not found/,
    skip: {
      reason: 'platform',
      message: 'the engine has no such network driver',
      hint: 'run it on a host whose kernel and engine have it',
    },
  },
];

/** Words of an error that say the network is missing are about a name of the lab when it names one. */
export function environmentSkip(output: string): Skip | undefined {
  return SIGNS.find(({ pattern }) => pattern.test(output.slice(-8_192)))?.skip;
}
