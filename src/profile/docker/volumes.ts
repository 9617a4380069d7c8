import type { Verbs } from '../verb.ts';

/** Volumes. */
export const volumes: Verbs = {
  'volume create': {
    switches: '',
    short: 'd=driver o=opt',
    makes: 'volume',
    gives: 0,
    optional: true,
    printsName: true,
  },
  'volume ls': {
    switches: 'quiet cluster',
    short: 'f=filter q=quiet',
    subject: 'volume',
    optional: true,
    does: 'list',
    looks: 'still',
    lists: true,
    header: /^DRIVER\s+VOLUME NAME\b/,
  },
  'volume rm': { switches: 'force', short: 'f=force', subject: 'volume', does: 'remove' },
  'volume inspect': {
    switches: '',
    short: 'f=format',
    subject: 'volume',
    does: 'use',
    looks: 'still',
  },
};
