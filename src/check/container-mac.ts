import { type CheckKind, failed, ofContainer, passedIf } from './check.ts';

export const containerMac: CheckKind = {
  form: 'container NAME has a MAC on NETWORK',
  pattern:
    /^container (\S+) has (?:a |the )?MAC(?: address)?(?: ([0-9a-f]{2}(?::[0-9a-f]{2}){5}))? on (?:network )?(\S+)$/i,
  deadlineMs: 0,
  verify: ([name = '', mac = '', network = ''], engine) =>
    ofContainer(engine, name, ({ networks }) => {
      const attachment = networks[network];
      if (!attachment) return failed(`it is on ${Object.keys(networks).join(', ') || 'none'}`);
      if (mac !== '') {
        return passedIf(
          attachment.mac.toLowerCase() === mac.toLowerCase(),
          `its MAC is ${attachment.mac || 'none'}`,
        );
      }
      return passedIf(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(attachment.mac), 'it has none');
    }),
};
