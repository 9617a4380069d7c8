import { DIGITS, type Identity, LOWER, matching, UPPER } from './value-class.ts';

/** Swarm objects have 25 digits of base 36 (lists cut them to 12), join tokens two such runs. */
export const swarmId: Identity = {
  kind: 'identity',
  name: 'swarm ID',
  space: 'swarm ID',
  starts: DIGITS + LOWER + UPPER,
  end: matching(/(?:SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}|(?=[a-z]{0,24}\d)[0-9a-z]{25})(?!\w)/y),
};
