import { basename, dirname } from 'node:path';
import { takeFrontMatter } from '../markdown/front-matter.ts';
import { yaml } from '../text/yaml.ts';
import type { DocumentSource } from '../training/document.ts';

/** What a page says of its place among others, as site generators read it. */
interface Page<T extends DocumentSource> {
  readonly document: T;
  /** By which other pages call it: its file name without date and extension. */
  readonly slug: string;
  /** As text that sorts, '' where there is none. */
  readonly date: string;
  readonly title: string;
  readonly category: string;
}

export interface Part<T> {
  /** '' where there is only one. */
  readonly title: string;
  readonly chapters: readonly T[];
}

/** Levels by which training sites sort their labs; other categories come behind them. */
const LEVELS = ['beginner', 'beginners', 'introduction', 'basic', 'intermediate', 'advanced', 'expert'];

/** `2017-01-25-docker-volumes.markdown` in a folder `_posts`: what Jekyll takes for a post. */
const POST = /^(\d{4}-\d{2}-\d{2})-(.+)\.(?:md|markdown)$/i;

/**
 * The labs among documents in the order in which they are to be done. Posts of Jekyll go
 * by their dates, the latest first, as their site lists them; pages
 * without commands that link to labs are the stages of a course, the others stand by their category. All
 * other documents stay as they came.
 */
export function orderedParts<T extends DocumentSource>(
  documents: readonly T[],
  isLab: (document: T) => boolean,
): readonly Part<T>[] {
  const posts = documents.filter(({ file }) => isPost(file));
  const others = documents.filter((document) => !posts.includes(document) && isLab(document));
  if (posts.length === 0) return [{ title: '', chapters: others }];
  const pages = latest(
    posts.map(pageOf).sort((a, b) => compare(b.date, a.date) || compare(a.document.file, b.document.file)),
  );
  const labs = pages.filter(({ document }) => isLab(document));
  const free = new Set(labs);
  const parts: Part<T>[] = [];
  const add = (title: string, chapters: readonly Page<T>[]): void => {
    const own = chapters.filter((page) => free.delete(page));
    if (own.length > 0) parts.push({ title, chapters: own.map(({ document }) => document) });
  };
  for (const page of pages) {
    if (isLab(page.document)) continue;
    add(
      page.title,
      linksIn(page.document.text).flatMap((slug) => labs.find((lab) => lab.slug === slug) ?? []),
    );
  }
  const categories = [...new Set(labs.map(({ category }) => category))].sort((a, b) => rank(a) - rank(b));
  for (const category of categories)
    add(
      titleOf(category),
      labs.filter((lab) => lab.category === category),
    );
  if (others.length > 0) parts.push({ title: 'Other pages', chapters: others });
  return parts.length === 1 ? [{ ...parts[0]!, title: '' }] : parts;
}

const isPost = (file: string): boolean => basename(dirname(file)) === '_posts' && POST.test(basename(file));

function pageOf<T extends DocumentSource>(document: T): Page<T> {
  const [, day = '', slug = ''] = POST.exec(basename(document.file)) ?? [];
  const keys = keysOf(document.text);
  const [category = ''] = [keys.categories, keys.category].flat().filter((one) => typeof one === 'string');
  return {
    document,
    slug: slug.toLowerCase(),
    date: dateOf(keys.date) ?? day,
    title: typeof keys.title === 'string' ? keys.title : slug,
    category: category
      .trim()
      .split(/[\s,]+/)[0]!
      .toLowerCase(),
  };
}

function keysOf(text: string): Readonly<Record<string, unknown>> {
  const { frontMatter } = takeFrontMatter(text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/));
  if (!frontMatter) return {};
  try {
    const keys: unknown = yaml().parse(frontMatter.text, { maxAliasCount: 50, logLevel: 'silent' });
    return typeof keys === 'object' && keys !== null ? (keys as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const dateOf = (value: unknown): string | undefined =>
  value instanceof Date ? value.toISOString() : /^\d{4}-\d{2}-\d{2}.*/.exec(String(value ?? ''))?.[0];

/** Of pages that a site has at one address, the first, which is the latest. */
function latest<T extends DocumentSource>(pages: readonly Page<T>[]): readonly Page<T>[] {
  return pages.filter((page, at) => !pages.slice(0, at).some(({ slug }) => slug === page.slug));
}

/** The pages of the site that a page links to, in its order. */
const linksIn = (text: string): readonly string[] =>
  [
    ...text.matchAll(
      /\]\((?:\.{0,2}\/|\{\{\s*site\.baseurl\s*\}\}\/)([\w./-]{1,200}?)\/?(?:#[^)\s]{0,80})?\)/g,
    ),
  ].map(([, path = '']) =>
    basename(path)
      .replace(/\.(?:md|markdown|html)$/i, '')
      .toLowerCase(),
  );

const rank = (category: string): number => {
  const at = LEVELS.indexOf(category);
  return at < 0 ? LEVELS.length + (category === '' ? 1 : 0) : at;
};

const titleOf = (category: string): string =>
  category === '' ? 'More' : `${category[0]!.toUpperCase()}${category.slice(1)}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
