import { dirname, resolve, sep } from 'node:path';
import type { Lab } from '../model/lab.ts';

/**
 * Whether a lab may come out otherwise when this file changed: its document, what is no document
 * beside it, in a build context of its front matter, or in the folder that labs run in.
 */
export function isAffected(
  { file, frontMatter }: Pick<Lab, 'file' | 'frontMatter'>,
  path: string,
  workdir: string | undefined,
): boolean {
  const document = resolve(file);
  if (path === document) return true;
  if (isDocument(path)) return false;
  const folder = dirname(document);
  if (dirname(path) === folder) return true;
  const used = Object.values(frontMatter.images).map((context) => resolve(folder, context));
  if (workdir !== undefined) used.push(workdir);
  return used.some((context) => path.startsWith(context.endsWith(sep) ? context : context + sep));
}

/** Whether a file is taken for a document in a folder that is named. */
export const isDocument = (path: string): boolean => /\.(?:mdx?|markdown)$/i.test(path);
