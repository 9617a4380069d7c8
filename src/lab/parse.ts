import { basename } from 'node:path';
import type { MarkdownDocument } from '../markdown/blocks.ts';
import { readMarkdown } from '../markdown/document.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { finish } from './finish.ts';
import { readFrontMatter } from './front-matter.ts';
import { groupSteps } from './steps.ts';
import { walk } from './walk.ts';

/** Reads a document as a lab. Any text is one; what is wrong with it is in `problems`. */
export function parseLab(file: string, text: string): Lab {
  const document = readMarkdown(text);
  const { frontMatter, problems } = readFrontMatter(document.frontMatter, file);
  const walked = walk(file, document, frontMatter.tabs);
  const finished = finish(file, walked.drafts, frontMatter.machines ?? []);
  const title = frontMatter.title ?? titleOf(document) ?? basename(file);
  return {
    file,
    title,
    frontMatter,
    steps: groupSteps(finished.events, { file, title }),
    machines: finished.machines,
    blocks: walked.blocks.map((block) => {
      const why = finished.unwritten.get(block.span.line);
      return why === undefined ? block : { ...block, role: 'example', reason: `${block.reason}, but ${why}` };
    }),
    problems: [...problems, ...troubleOf(file, document), ...walked.problems, ...finished.problems].sort(
      (a, b) => (a.span?.line ?? 0) - (b.span?.line ?? 0),
    ),
  };
}

/** The first heading of the highest rank at the top of the document. */
function titleOf({ blocks }: MarkdownDocument): string | undefined {
  const headings = blocks.filter((block) => block.kind === 'heading' && block.text !== '');
  const first = headings.find((block) => block.kind === 'heading' && block.depth === 1) ?? headings[0];
  return first?.kind === 'heading' ? first.text : undefined;
}

const HINTS = {
  'unclosed-fence': 'close it with a line of ```',
  'glued-fence': 'put the fence on a line of its own',
  'too-deep': 'take marks away',
};

function troubleOf(file: string, { trouble }: MarkdownDocument): readonly Problem[] {
  return trouble.map(({ code, line, endLine, message }) => ({
    severity: 'warning',
    code,
    span: { file, line, column: 1, endLine },
    message,
    hint: HINTS[code],
  }));
}
