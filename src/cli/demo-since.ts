import { basename, dirname, resolve } from 'node:path';
import { git } from './git-changes.ts';

/**
 * Since when a file may no longer be true, by the commits of both: the first that changed the document
 * after the file. Undefined where git does not know them.
 */
export async function sinceWhen(output: string, document: string): Promise<string | undefined> {
  const [made] = await commits(output, ['-1']);
  if (!made) return undefined;
  const [change] = await commits(document, ['--reverse', `${made.hash}..HEAD`]);
  const name = basename(document);
  if (change) return `since ${change.said}, which changed ${name}; the file is of ${made.said}`;
  const status = await git([
    '-C',
    dirname(resolve(document)),
    'status',
    '--porcelain',
    '--',
    resolve(document),
  ]);
  if (!('error' in status) && status.output.trim() !== '')
    return `since ${name} was changed, which is not committed yet; the file is of ${made.said}`;
  return `${name} is as it was at ${made.said}, when the file was made: what is printed has changed`;
}

interface Commit {
  readonly hash: string;
  readonly said: string;
}

async function commits(file: string, args: readonly string[]): Promise<readonly Commit[]> {
  const path = resolve(file);
  const log = await git(['-C', dirname(path), 'log', '--format=%H %h (%cs)', ...args, '--', path]);
  if ('error' in log) return [];
  return log.output.split('\n').flatMap((line) => {
    const [, hash, said] = /^(\S+) (.+)$/.exec(line) ?? [];
    return hash && said ? [{ hash, said }] : [];
  });
}
