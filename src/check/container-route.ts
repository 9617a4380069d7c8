import { type CheckKind, failed, ofContainer, ofNetwork, passedIf, undecided } from './check.ts';

/**
 * The default route inside the container, as its kernel has it, against the gateway that the
 * network's IPAM has. Source of the table's format: proc(5), /proc/net/route (addresses are hex in
 * the byte order of the machine, little-endian on all that Docker runs on but s390x).
 */
export const containerRoute: CheckKind = {
  form: "container NAME routes via NETWORK's gateway",
  pattern:
    /^container (\S+) routes via (?:(?:network )?(\S+?)'s gateway|the gateway of (?:network )?(\S+))$/i,
  deadlineMs: 0,
  verify: ([name = '', first = '', second = ''], engine) =>
    ofContainer(engine, name, ({ networks }) => {
      const network = first || second;
      const attachment = networks[network];
      if (!attachment) return failed(`it is on ${Object.keys(networks).join(', ') || 'none'}`);
      return ofNetwork(engine, network, async ({ subnets }) => {
        const gateways = [...subnets.map(({ gateway }) => gateway), attachment.gateway].filter(Boolean);
        if (gateways.length === 0) return failed('the network has no gateway');
        const route = await defaultRoute(name, engine);
        if (route === undefined) return undecided('the container has neither ip nor cat');
        return passedIf(
          gateways.includes(route),
          `its default route is ${route === '' ? 'absent' : `via ${route}`}, the gateway ${gateways[0]}`,
        );
      });
    }),
};

/** The next hop of the default route, '' without one, undefined when nothing can tell. */
async function defaultRoute(
  container: string,
  engine: Parameters<CheckKind['verify']>[1],
): Promise<string | undefined> {
  const listed = await engine.runIn(container, ['ip', 'route']);
  if (listed !== undefined) return /^default via (\S+)/m.exec(listed)?.[1] ?? '';
  const table = await engine.runIn(container, ['cat', '/proc/net/route']);
  if (table === undefined) return undefined;
  const row = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, destination]) => destination === '00000000');
  const hex = row?.[2] ?? '';
  return /^[0-9A-Fa-f]{8}$/.test(hex)
    ? (hex.match(/../g) ?? [])
        .reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join('.')
    : '';
}
