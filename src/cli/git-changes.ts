import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

/**
 * Absolute paths of the files that differ from where this branch left `ref`, in the work tree,
 * untracked ones included; or why that is not known.
 */
export async function changedSince(ref: string): Promise<ReadonlySet<string> | { readonly error: string }> {
  const top = await git(['rev-parse', '--show-toplevel']);
  if ('error' in top)
    return { error: `--changed: ${top.missing ? 'there is no git' : 'this is no git repository'}` };
  const commit = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const since = 'output' in commit ? await branchPoint(commit.output.trim()) : await beforeFirst(ref);
  if (since === undefined) return { error: `--changed: git knows no commit '${ref}'` };
  const folder = top.output.trim();
  const lists = await Promise.all([
    git(['-C', folder, 'diff', '--name-only', '--no-renames', '-z', since, '--']),
    git(['-C', folder, 'ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  const paths = new Set<string>();
  for (const list of lists) {
    if ('error' in list) return { error: `--changed: ${list.error}` };
    for (const path of list.output.split('\0')) if (path !== '') paths.add(join(folder, path));
  }
  return paths;
}

/** Where this branch left a commit. */
async function branchPoint(commit: string): Promise<string> {
  const base = await git(['merge-base', commit, 'HEAD']);
  return 'error' in base ? commit : base.output.trim();
}

/** Where nothing is committed yet, all has changed since there was nothing: the empty tree. */
async function beforeFirst(ref: string): Promise<string | undefined> {
  const branch = await git(['symbolic-ref', '--quiet', 'HEAD']);
  if (ref !== 'HEAD' || 'error' in branch) return undefined;
  const tree = await git(['hash-object', '-t', 'tree', '--stdin']);
  return 'error' in tree ? undefined : tree.output.trim();
}

/** The path as git names it: its own top folder has no links in it. */
export const asGitNames = (path: string): Promise<string> => realpath(path).catch(() => path);

export async function git(
  args: readonly string[],
): Promise<{ readonly output: string } | { readonly error: string; readonly missing: boolean }> {
  const { stdout, stderr, failed, exitCode } = await execa('git', args, {
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
  });
  if (!failed) return { output: stdout };
  return { error: stderr.trim().split('\n').at(-1) ?? 'git failed', missing: exitCode === undefined };
}
