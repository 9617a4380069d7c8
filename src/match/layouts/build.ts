import { verbOf } from '../../profile/verbs.ts';
import { append } from '../../text/append.ts';
import { fullReference } from '../../text/image-reference.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { loneDifference } from '../differences.ts';
import { tokenize } from '../tokens.ts';
import { unify } from '../unify.ts';
import { compareMessages, isErrorLine } from './message.ts';

/**
 * Compares what builds say. The two builders show nearly nothing alike, and what they show is how far
 * they have come; the facts are the image's ID, its tags, and why a build failed.
 */
export function compareBuilds(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  const { verb } = context.command;
  if (
    !verbOf(verb).builds ||
    (!document.some(({ text }) => PROGRESS.test(text)) &&
      !context.raw.document.some(({ text }) => PROGRESS.test(text)))
  )
    return undefined;
  const findings = noFindings();
  if (document.some(({ text }) => isErrorLine(text))) return compareMessages(document, live, context);
  const wanted = idsIn(document);
  const found = idsIn(context.raw.live);
  if (wanted.length === found.length) {
    wanted.forEach((line, index) => {
      const { acceptances } = unify(tokenize(line.text), tokenize(found[index]!.text), {
        correspondence: context.correspondence,
        line: line.line,
      });
      append(findings.acceptances, acceptances);
    });
  }
  const tags = new Set(context.raw.live.flatMap(tagIn));
  for (const line of document) {
    const [tag] = tagIn(line);
    if (tag === undefined || tags.size === 0 || tags.has(tag)) continue;
    findings.differences.push(
      loneDifference({
        verdict: 'failed',
        line: line.line,
        expected: line.text,
        found: '',
        cause: `the image is tagged ${[...tags].join(', ')}`,
      }),
    );
  }
  return findings;
}

const PROGRESS =
  /^\s*(?:Sending build context|Step \d+|Successfully (?:built|tagged) |\[\+\] Building|=> |#\d+ |--->)/;

function idsIn(lines: readonly Line[]): readonly Line[] {
  return lines.filter(({ text }) => /^Successfully built [0-9a-f]{12}$/.test(text.trim()));
}

/** Both builders name the tag, the newer one in full. */
function tagIn({ text }: Line): readonly string[] {
  const tag = /^Successfully tagged (\S+)$/.exec(text.trim())?.[1] ?? /naming to (\S+)/.exec(text)?.[1];
  return tag === undefined ? [] : [fullReference(tag)];
}
