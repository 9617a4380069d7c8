import { compose } from './docker/compose.ts';
import { containers } from './docker/containers.ts';
import { images } from './docker/images.ts';
import { networks } from './docker/networks.ts';
import { prune } from './docker/prune.ts';
import { services } from './docker/services.ts';
import { stacks } from './docker/stacks.ts';
import { swarm } from './docker/swarm.ts';
import { system } from './docker/system.ts';
import { volumes } from './docker/volumes.ts';
import type { VerbProfile, Verbs } from './verb.ts';

/** All that labproof knows of docker's verbs, noun by noun. */
export const VERBS = {
  containers,
  images,
  networks,
  volumes,
  services,
  stacks,
  swarm,
  compose,
  prune,
  system,
} satisfies Record<string, Verbs>;

/** Groups of verbs of the docker CLI. */
export const NOUNS: ReadonlySet<string> = new Set(
  'builder buildx checkpoint compose config container context image manifest network node plugin secret service stack swarm system trust volume'.split(
    ' ',
  ),
);

/** What holds of a verb that no profile speaks of: see VerbProfile for what that is. */
const UNKNOWN: VerbProfile = {};

const declared = new Map<string, VerbProfile>();
const aliases = new Map<string, string>();
for (const verbs of Object.values<Verbs>(VERBS))
  for (const [names, profile] of Object.entries(verbs))
    for (const verb of names.split(', ')) {
      declared.set(verb, profile);
      for (const alias of profile.alias?.split(', ') ?? []) aliases.set(alias, verb);
    }

const complete = new Map<string, VerbProfile>();

/** The profile of a verb in its canonical form; what holds of all verbs of its noun is in it. */
export function verbOf(verb: string): VerbProfile {
  const known = complete.get(verb);
  if (known) return known;
  const [first = '', second] = verb.split(' ', 2);
  const noun = second !== undefined && NOUNS.has(first) ? declared.get(first) : undefined;
  const own = declared.get(verb);
  if (!own) return noun ?? UNKNOWN;
  const profile = { ...noun, ...own };
  complete.set(verb, profile);
  return profile;
}

/** The verb by the form that it has in a profile: `container ls` is `ps`. */
export const canonicalVerb = (verb: string): string => aliases.get(verb) ?? verb;

/** Verbs that are typed right behind `docker`, and the nouns. */
export const topVerbs = (): readonly string[] => [
  ...NOUNS,
  ...[...declared.keys()].filter((verb) => verb !== '' && !verb.includes(' ')),
];

/** The verbs of a noun, without it. */
export const verbsOfNoun = (noun: string): readonly string[] =>
  [...declared.keys()].flatMap((verb) => (verb.startsWith(`${noun} `) ? verb.slice(noun.length + 1) : []));
