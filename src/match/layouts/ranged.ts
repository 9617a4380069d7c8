import type { Acceptance } from '../../model/verdict.ts';
import { append } from '../../text/append.ts';
import type { Findings, LayoutContext, Line } from '../context.ts';
import { groupBy } from '../group.ts';
import { knownShape } from '../keys.ts';
import { tokenize, tokenizeDocument } from '../tokens.ts';
import { unify } from '../unify.ts';

/**
 * Compares what a template prints of each element of a list that the engine keeps in no order: mounts
 * come from a Go map, the containers of a network are ordered by their IDs. Undefined when something
 * else than the order differs.
 */
export function compareRanged(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (!isUnorderedRange(context.command.program)) return undefined;
  const { correspondence } = context;
  const wanted = words(document);
  const found = words(live);
  if (wanted.length !== found.length || wanted.length < 2) return undefined;
  const free = groupBy(found.reverse(), ({ text }) => knownShape(tokenize(text), 'live', correspondence));
  return correspondence.attempt(
    () => {
      const acceptances: Acceptance[] = [];
      for (const { line, text } of wanted) {
        const tokens = tokenizeDocument(text);
        const other = free.get(knownShape(tokens, 'document', correspondence))?.pop();
        const met = other && unify(tokens, tokenize(other.text), { correspondence, line });
        if (!met || met.hunks.length > 0) return undefined;
        append(acceptances, met.acceptances);
      }
      return { differences: [], acceptances };
    },
    (findings) => findings !== undefined,
  );
}

/** `{{range .Mounts}}{{.Destination}} {{end}}`, if each element is one word. */
function isUnorderedRange(template: string): boolean {
  const [, list = '', body = ''] =
    /^\s*\{\{-?\s*range (?:\$\w+(?:, ?\$\w+)? ?:= ?)?((?:\.\w{1,64}){1,8})\s*-?\}\}(.{1,400})\{\{-?\s*end\s*-?\}\}\s*$/.exec(
      template,
    ) ?? [];
  return (
    /\.(?:Mounts|Containers)$/.test(list) && !/\s/.test(body.replace(/\{\{[^{}]{0,200}\}\}/g, '').trim())
  );
}

function words(lines: readonly Line[]): Line[] {
  return lines.flatMap(({ line, text }) =>
    text
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => ({ line, text: word })),
  );
}
