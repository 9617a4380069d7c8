import { randomUUID } from 'node:crypto';
import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DocumentText } from './documents.ts';

/**
 * Writes a file so that it is at no time half written: beside it first, then in its place, with its
 * permissions. A link stays a link. Why it could not be done, or undefined.
 */
export async function replaceFile(file: string, text: string): Promise<string | undefined> {
  let beside: string | undefined;
  try {
    const target = await realpath(file);
    const { mode } = await stat(target);
    beside = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
    await writeFile(beside, text, { flag: 'wx' });
    await chmod(beside, mode & 0o7777);
    await rename(beside, target);
    return undefined;
  } catch (error) {
    if (beside !== undefined) await rm(beside, { force: true });
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** The same with the new text of a document; one that is not in UTF-8 can't be written back. */
export async function rewriteDocument(
  { file, exact }: Pick<DocumentText, 'file' | 'exact'>,
  text: string,
): Promise<string | undefined> {
  return exact ? replaceFile(file, text) : 'it is not in UTF-8';
}
