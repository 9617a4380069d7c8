import { type CheckKind, failed, ofNetwork, passedIf } from './check.ts';

export const networkListed: CheckKind = {
  form: 'network NAME is listed[, driver D]',
  pattern: /^network (\S+?) is listed(?:,? driver (\S+))?$/i,
  deadlineMs: 0,
  async verify([name = '', driver], engine) {
    const names = await engine.networkNames();
    if (!names.includes(name)) return failed(`listed are ${names.join(', ')}`);
    return ofNetwork(engine, name, (network) =>
      passedIf(!driver || driver === network.driver, `it has driver ${network.driver}`),
    );
  },
};
