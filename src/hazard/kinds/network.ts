import type { HazardKind } from '../hazard.ts';

const CHANGES = /^(?:add|a|del|delete|d|set|change|replace|flush|up|down|exec|addif|delif|addbr|delbr)$/;

export const network: HazardKind = {
  found: ({ program, operands }) => {
    const changes =
      (/^(?:ip|bridge|tc|brctl|route|vconfig)$/.test(program) &&
        operands.some((word) => CHANGES.test(word))) ||
      (/^(?:ifconfig|iwconfig)$/.test(program) && operands.length > 1) ||
      /^(?:ifup|ifdown|dhclient|nmcli|netplan|ovs-vsctl)$/.test(program);
    return changes ? "changes the computer's network" : undefined;
  },
};
