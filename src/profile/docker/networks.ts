import type { Verbs } from '../verb.ts';

/** Networks and who is on them. */
export const networks: Verbs = {
  'network create': {
    switches: 'attachable config-only ingress internal ipv6 ipv4 scope',
    short: 'd=driver o=opt',
    makes: 'network',
    gives: 0,
    printsName: true,
  },
  'network ls': {
    switches: 'no-trunc quiet',
    short: 'f=filter q=quiet',
    subject: 'network',
    optional: true,
    does: 'list',
    looks: 'still',
    lists: true,
    header: /^NETWORK ID\s/,
  },
  'network rm': { switches: 'force', short: 'f=force', subject: 'network', does: 'remove' },
  'network inspect': {
    switches: 'verbose',
    short: 'f=format v=verbose',
    subject: 'network',
    does: 'use',
    looks: 'programs',
  },
  'network connect': { does: 'connect' },
  'network disconnect': { switches: 'force', short: 'f=force', does: 'disconnect' },
};
