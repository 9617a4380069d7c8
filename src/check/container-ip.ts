import { type CheckKind, failed, ofContainer, ofNetwork, passedIf } from './check.ts';
import { isInSubnet } from './subnet.ts';

export const containerIp: CheckKind = {
  form: "container NAME has an IP in NETWORK's subnet",
  pattern:
    /^container (\S+) has an IP(?: address)? in (?:(?:network )?(\S+?)'s subnet|the subnet of (?:network )?(\S+))$/i,
  deadlineMs: 0,
  verify: ([name = '', first = '', second = ''], engine) =>
    ofContainer(engine, name, ({ networks }) => {
      const network = first || second;
      const attachment = networks[network];
      if (!attachment) return failed(`it is on ${Object.keys(networks).join(', ') || 'none'}`);
      return ofNetwork(engine, network, ({ subnets }) =>
        passedIf(
          subnets.some(({ subnet }) => isInSubnet(attachment.ip, subnet)),
          `its IP is ${attachment.ip || 'none'}, the subnet ${subnets.map((s) => s.subnet).join(' ') || 'none'}`,
        ),
      );
    }),
};
