import { basename } from 'node:path';
import type { MarkdownDocument } from '../markdown/blocks.ts';
import { readMarkdown } from '../markdown/document.ts';
import { type ReadIncluded, withIncludes } from '../markdown/includes.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { finish } from './finish.ts';
import { readFrontMatter } from './front-matter.ts';
import { relocated } from './relocate.ts';
import type { Fresh } from './sections.ts';
import { groupSteps } from './steps.ts';
import { walk } from './walk.ts';

export interface Reading {
  /** Names of the tabs to follow, before those of the front matter. */
  readonly tabs?: readonly string[];
  /** Where sections are run anew, before what the front matter says. */
  readonly fresh?: Fresh;
  /** How files are read that documents include; without it they include nothing. */
  readonly included?: ReadIncluded;
}

/** Reads a document as a lab. Any text is one; what is wrong with it is in `problems`. */
export function parseLab(file: string, text: string, reading: Reading = {}): Lab {
  const { included } = reading;
  const expanded = included && withIncludes(text.split(/\r\n|\n|\r/), file, included);
  if (!expanded) return parseWhole(file, text, reading);
  const lab = relocated(parseWhole(file, expanded.lines.join('\n'), reading), expanded.origins);
  const missing = expanded.missing.map(({ line, path }) => notIncluded({ file, line, path }));
  const problems = [...lab.problems, ...missing].sort((a, b) => (a.span?.line ?? 0) - (b.span?.line ?? 0));
  return { ...lab, problems };
}

/** A file that a document includes and that can't be had. */
export function notIncluded({
  file,
  line,
  path,
}: {
  readonly file: string;
  readonly line: number;
  readonly path: string;
}): Problem {
  return {
    severity: 'warning',
    code: 'not-included',
    span: { file, line, column: 1, endLine: line },
    message: `the file ${path}, which the page includes, can't be read`,
    hint: 'it is looked for beside the document and in the folders above it, up to that of the repository',
  };
}

function parseWhole(file: string, text: string, { tabs = [], fresh: asked }: Reading): Lab {
  const document = readMarkdown(text);
  const { frontMatter, problems } = readFrontMatter(document.frontMatter, file);
  const walked = walk(file, document, [...tabs, ...(frontMatter.tabs ?? [])]);
  const finished = finish(file, walked.drafts, frontMatter.machines ?? []);
  const fresh = asked ?? frontMatter.fresh;
  const title = frontMatter.title ?? titleOf(document) ?? basename(file);
  return {
    file,
    text,
    title,
    frontMatter,
    steps: groupSteps(finished.events, { file, title, ...(fresh && { fresh }) }),
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
