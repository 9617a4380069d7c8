import { type CheckKind, ofNetwork, passedIf } from './check.ts';

export const networkExists: CheckKind = {
  form: 'network NAME exists[, driver D][, subnet S][, gateway G][, parent P]',
  pattern:
    /^network (\S+?) exists(?:,? driver (\S+?))?(?:,? subnet (\S+?))?(?:,? gateway (\S+?))?(?:,? parent (\S+?))?$/i,
  // One of a swarm is there before the swarm has given it its driver and subnet.
  deadlineMs: 2_000,
  verify: ([name = '', driver, subnet, gateway, parent], engine) =>
    ofNetwork(engine, name, (network) => {
      const wrong = [
        driver && driver !== network.driver && `driver ${network.driver}`,
        subnet &&
          !network.subnets.some((s) => s.subnet === subnet) &&
          `subnet ${network.subnets.map((s) => s.subnet).join(' ') || 'none'}`,
        gateway &&
          !network.subnets.some((s) => s.gateway === gateway) &&
          `gateway ${network.subnets.map((s) => s.gateway).join(' ') || 'none'}`,
        parent && parent !== network.options.parent && `parent ${network.options.parent ?? 'none'}`,
      ].filter(Boolean);
      return passedIf(wrong.length === 0, `it has ${wrong.join(', ')}`);
    }),
};
