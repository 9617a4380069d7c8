import type { Draft, DraftCommand } from './draft.ts';
import { placeholders } from './placeholders.ts';

/**
 * Commands that open a session in a container which the reader is to name, as what the document itself
 * names it: behind `docker exec -it <container> sh` a prompt such as `root@1f2e3d4c5b6a:/#` tells the ID.
 */
export function toldByPrompts(
  drafts: readonly Draft[],
  given: ReadonlySet<string>,
): ReadonlyMap<DraftCommand, string> {
  const told = new Map<DraftCommand, string>();
  const labels = new Map<number, string>();
  for (const draft of drafts) {
    if (draft.kind !== 'command' || draft.where.kind !== 'inside') continue;
    const { prompt } = draft.entry;
    const { opener } = draft.where;
    if (prompt?.kind === 'inside' && ID.test(prompt.label) && !labels.has(opener))
      labels.set(opener, prompt.label);
  }
  for (const draft of drafts) {
    const label = draft.kind === 'command' ? labels.get(draft.id) : undefined;
    if (draft.kind !== 'command' || label === undefined) continue;
    const { typed } = draft.entry.command;
    const holes = placeholders(typed, given);
    const [hole] = holes;
    if (holes.length !== 1 || hole?.kind !== 'container') continue;
    told.set(draft, typed.slice(0, hole.from) + label + typed.slice(hole.to));
  }
  return told;
}

const ID = /^[0-9a-f]{12}$/;
