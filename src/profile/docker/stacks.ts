import { CLEAR, EVERYTHING, type Verbs } from '../verb.ts';

/** Stacks: the services of a compose file in a swarm. */
export const stacks: Verbs = {
  stack: { unclear: EVERYTHING, manager: true, claims: 'the swarm' },
  'stack deploy': {
    switches: 'detach prune quiet with-registry-auth',
    short: 'c=compose-file d=detach q=quiet',
    alias: 'stack up',
    gives: 0,
    makesServices: true,
    startsServices: true,
    readsCompose: true,
    deadlineMs: 120_000,
  },
  'stack rm': { alias: 'stack down', ends: 'stack' },
  'stack ls': { unclear: CLEAR, looks: 'swarm', lists: true },
  'stack ps': { unclear: CLEAR, looks: 'swarm' },
  'stack config': { unclear: CLEAR, manager: false },
  'stack services': { looks: 'swarm' },
};
