import { FAMILIES } from './families.ts';
import type { Family, ProgramProfile } from './profile.ts';

/** What holds of a program that no profile speaks of: see ProgramProfile for what that is. */
const UNKNOWN: ProgramProfile = {};

const known = new Map<string, ProgramProfile>();
for (const family of Object.values<Family>(FAMILIES)) learn(family);

/** The profile of a program, by its name or by a path to it; a relative path is a file of the lab's own. */
export function profileOf(program: string): ProgramProfile {
  if (/^[^/]+\//.test(program)) return UNKNOWN;
  const name = program.slice(program.lastIndexOf('/') + 1);
  return own.get(name) ?? known.get(name) ?? known.get(name.replace(/\.exe$|(?<=\d)\.\d+$/, '')) ?? UNKNOWN;
}

/** What users say of programs. */
const own = new Map<string, ProgramProfile>();

/** Takes what is said of programs, which decides over what was known of them, for what was said before. */
export function usePrograms(said: ReadonlyMap<string, ProgramProfile>): void {
  own.clear();
  for (const [name, profile] of said) own.set(name, { ...known.get(name), ...profile });
}

/** Takes in what else is known of programs; it adds to what was known before, and decides where both speak. */
function learn(family: Family): void {
  for (const [names, profile] of Object.entries(family))
    for (const name of names.split(' ')) known.set(name, { ...known.get(name), ...profile });
}

/** The programs whose profiles say this of them. */
export function programsWith(trait: keyof ProgramProfile): readonly string[] {
  return [...known].flatMap(([name, profile]) => (profile[trait] === undefined ? [] : [name]));
}
