import { CLEAR, EVERYTHING, type Verbs } from '../verb.ts';

/** Services of a swarm. */
export const services: Verbs = {
  service: { unclear: EVERYTHING, manager: true, claims: 'the swarm' },
  'service create': {
    switches: 'detach init no-healthcheck no-resolve-image quiet read-only tty with-registry-auth',
    short: 'd=detach e=env l=label p=publish q=quiet t=tty u=user w=workdir',
    runs: 'service',
    makes: 'service',
    deadlineMs: 120_000,
  },
  'service ls': {
    switches: 'quiet',
    short: 'f=filter q=quiet',
    subject: 'service',
    optional: true,
    does: 'list',
    unclear: CLEAR,
    looks: 'swarm',
    lists: true,
  },
  'service ps': {
    switches: 'no-resolve no-trunc quiet',
    short: 'f=filter q=quiet',
    subject: 'service',
    does: 'use',
    unclear: CLEAR,
    looks: 'swarm',
  },
  'service inspect': {
    switches: 'pretty',
    short: 'f=format',
    subject: 'service',
    does: 'use',
    unclear: CLEAR,
  },
  'service logs': {
    switches: 'details follow no-resolve no-task-ids no-trunc raw timestamps',
    short: 'f=follow n=tail t=timestamps',
    subject: 'service',
    count: 1,
    does: 'use',
    unclear: CLEAR,
    looks: 'swarm',
    endless: (options) => options.has('follow'),
    relays: true,
  },
  'service update, service rollback': { subject: 'service', count: 1, does: 'use', deadlineMs: 300_000 },
  'service scale': {
    subject: 'service',
    named: (pairs) => pairs.map((pair) => pair.split('=')[0]!),
    does: 'use',
    deadlineMs: 120_000,
  },
  'service rm': { subject: 'service', does: 'remove' },
};
