import { CLEAR, EVERYTHING, type VerbProfile, type Verbs } from '../verb.ts';

const SWARM: VerbProfile = { unclear: EVERYTHING, claims: 'the swarm' };

/** A swarm, its machines, and what it keeps for its services. */
export const swarm: Verbs = {
  swarm: SWARM,
  'swarm init': { switches: 'autolock force-new-cluster', short: '' },
  'swarm join': { subject: 'none' },
  'swarm leave': { switches: 'force', short: 'f=force', ends: 'swarm' },
  'swarm join-token, swarm update, swarm unlock-key, swarm ca': { manager: true },
  node: { ...SWARM, manager: true },
  'node ls': { unclear: CLEAR, looks: 'swarm', lists: true },
  'node ps': { unclear: CLEAR, looks: 'swarm' },
  'node inspect': { subject: 'node', unclear: CLEAR },
  'node rm': { subject: 'node' },
  secret: { manager: true, claims: 'the swarm' },
  'secret create': { makes: 'secret', gives: 0, printsName: true },
  'secret rm': { subject: 'secret', does: 'remove' },
  'secret ls': { lists: true },
  config: { manager: true, claims: 'the swarm' },
  'config create': { makes: 'config', gives: 0, printsName: true },
  'config rm': { subject: 'config', does: 'remove' },
  'config ls': { lists: true },
};
