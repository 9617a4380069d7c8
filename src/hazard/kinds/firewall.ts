import type { HazardKind } from '../hazard.ts';

const PROGRAMS = new Set([
  'iptables',
  'ip6tables',
  'nft',
  'ebtables',
  'arptables',
  'ufw',
  'firewall-cmd',
  'ipvsadm',
]);
const RESTORE = /^(?:ip6?tables|nft)-restore$/;
/** Options and verbs that only show. */
const SHOWS =
  /^(?:-[a-z]*[LS][a-zA-Z]*|--list(?:-.*)?|--list-rules|-C|--check|--state|--get-.*|--version|-V|status|list|show)$/;

export const firewall: HazardKind = {
  found: ({ program, operands, options }) =>
    RESTORE.test(program) ||
    (PROGRAMS.has(program) && ![...options, ...operands].some((word) => SHOWS.test(word)))
      ? "changes the computer's firewall"
      : undefined,
};
