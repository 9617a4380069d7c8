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
  if ('error' in commit) return { error: `--changed: git knows no commit '${ref}'` };
  const base = await git(['merge-base', commit.output.trim(), 'HEAD']);
  const since = 'error' in base ? commit.output.trim() : base.output.trim();
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
