import type { Draft, DraftCommand } from './draft.ts';
import { isNodeName } from './machine-names.ts';

/**
 * The drafts with comments of shell blocks that name a machine, such as `# worker1 node` or `# on the manager`,
 * as the headings that they are for the commands below them.
 */
export function withPlacedComments(drafts: readonly Draft[]): readonly Draft[] {
  return drafts.flatMap((draft, at) => {
    if (draft.kind !== 'command') return [draft];
    const before = drafts[at - 1];
    const from = before?.kind === 'command' && before.block === draft.block ? lastLine(before) : 0;
    return [...cuesIn(draft, from), draft];
  });
}

const lastLine = ({ entry }: DraftCommand): number => entry.command.lines.at(-1)!.line;

function cuesIn({ block, entry }: DraftCommand, from: number): readonly Draft[] {
  const first = entry.command.lines[0]!.line;
  return block.lines
    .filter(({ line }) => line > from && line < first)
    .flatMap(({ text, line }) => {
      const { names, places } = placesOf(/^\s*#+ *(\S.*?)[.:]?\s*$/.exec(text)?.[1] ?? '');
      return places.map(
        (place): Draft => ({
          kind: 'prose',
          prose: { kind: 'heading', line, endLine: line, depth: 6, text: place, marked: names },
        }),
      );
    });
}

/** Longer ones tell more than a place. */
const MOST_WORDS = 6;

/** Its names, and where it has the reader go: the last counts. */
function placesOf(comment: string): {
  readonly names: readonly string[];
  readonly places: readonly string[];
} {
  const none = { names: [], places: [] };
  const words = comment.split(/\s+/).filter((word) => !/^(?:and|the|&|your|a)$/i.test(word));
  if (words.length === 0 || words.length > MOST_WORDS) return none;
  if (/^(?:on|in|at|from)$/i.test(words[0]!)) return { names: [], places: [comment] };
  const named = words.filter((word) => !NOUN.test(word));
  if (named.length === 0 || (named.length === words.length && named.length !== 1)) return none;
  const names = named.filter((word) => !ROLE.test(word));
  if (!names.every((word) => isNodeName(word) || NAME.test(word))) return none;
  const places = named.map((word) => (ROLE.test(word) ? `On the ${word} node` : `On ${word}`));
  if (named.length === 1) return { names, places };
  const all = named.every((word) => /worker|slave/i.test(word)) ? 'On each worker node' : 'On all nodes';
  return { names, places: [...places, all] };
}

const NOUN = /^(?:nodes?|hosts?|machines?|servers?|vms?)$/i;
const ROLE = /^(?:manager|leader|master|worker|slave)s?$/i;
const NAME = /^[A-Za-z][\w-]*[-_](?:node|manager|worker|master|leader|host|vm|server)[-_]?\d{0,2}$/i;
