import { type CheckKind, ofContainer, passedIf } from './check.ts';

export const containerOnNetwork: CheckKind = {
  form: 'container NAME is on network NETWORK',
  pattern: /^container (\S+) is on (?:the )?network (\S+)$/i,
  deadlineMs: 0,
  verify: ([name = '', network = ''], engine) =>
    ofContainer(engine, name, ({ networks }) =>
      passedIf(network in networks, `it is on ${Object.keys(networks).join(', ') || 'none'}`),
    ),
};
