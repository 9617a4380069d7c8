import type { ObjectKind } from '../../profile/verb.ts';
import { fullReference } from '../../text/image-reference.ts';
import type { LintDocument } from '../document.ts';
import type { Found, Rule } from '../finding.ts';
import { placeOf } from '../source.ts';
import { shortId } from '../words.ts';

export const twoIds = {
  level: 'error',
  summary: 'one object with two IDs',
  check: (document) => (document.story.severalMachines ? [] : contradictions(document)),
} satisfies Rule;

interface Sight {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly id: string;
  readonly line: number;
  readonly command: number;
}

function contradictions({ story, strangers, source }: LintDocument): readonly Found[] {
  const joined = story.memberships.flatMap(({ networks, command }) =>
    networks.map((network) => ({ ...network, command })),
  );
  const sights = [...story.shown, ...joined]
    .filter(({ id, name }) => id !== '' && name !== '' && !name.endsWith(':<none>'))
    .map(
      ({ kind, name, id, idLine, command }): Sight => ({
        kind,
        name: kind === 'image' ? fullReference(name) : strangers.resolve(kind, name),
        id,
        line: idLine,
        command,
      }),
    )
    .sort((a, b) => a.line - b.line);
  const known = new Map<string, Sight[]>();
  const found: Found[] = [];
  for (const sight of sights) {
    const { kind, name, id, line, command } = sight;
    const key = `${kind} ${name} ${story.lives.epoch(kind, name, command)}`;
    const others = known.get(key) ?? [];
    known.set(key, others);
    if (others.some((other) => isSameId(other.id, id))) continue;
    if (others.length < MOST_IDS) others.push(sight);
    const [first] = others;
    if (first === sight || !first) continue;
    const { column } = placeOf(source, { line }, id);
    found.push({
      line,
      column,
      message: `${kind} ${name} has ID ${shortId(id)} here, but ${shortId(first.id)} on line ${first.line}`,
      hint: 'take both outputs from one run',
    });
  }
  return found;
}

/** A name with more IDs than these is no one thing. */
const MOST_IDS = 16;

const isSameId = (left: string, right: string): boolean => left.startsWith(right) || right.startsWith(left);
