import { REMOVAL, type VerbProfile, type Verbs } from '../verb.ts';

const PRUNE: VerbProfile = { switches: 'all force volumes', short: 'a=all f=force' };

/** The removal of all that is not in use, whoever made it. */
export const prune: Verbs = {
  'container prune': { ...PRUNE, unclear: { makes: false, resets: ['container'] } },
  'image prune': { ...PRUNE, unclear: { makes: false, resets: ['image'] }, layers: true },
  'network prune': { ...PRUNE, unclear: { makes: false, resets: ['network'] } },
  'volume prune': { ...PRUNE, unclear: { makes: false, resets: ['volume'] } },
  'system prune': { ...PRUNE, unclear: REMOVAL, layers: true },
  'builder prune, buildx prune': PRUNE,
};
