import type { RunInfo } from '../model/event.ts';

/** The address of a document's line where its code host shows it; undefined where no CI system tells of one. */
export type SourceLink = (file: string, line: number) => string | undefined;

/**
 * Source: GitHub Actions, default variables; GitLab CI/CD, predefined variables. The commit is the
 * run's own, so that the line is what was run.
 */
export function sourceLinks(
  env: Readonly<Record<string, string | undefined>>,
  info: RunInfo | undefined,
): SourceLink {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, CI_PROJECT_URL: project } = env;
  const base = server && repository ? `${server}/${repository}/blob` : project ? `${project}/-/blob` : '';
  const commit = info?.commit;
  if (!/^https?:\/\/[^\s"'<>]+$/.test(base) || commit === undefined) return () => undefined;
  return (file, line) =>
    file.startsWith('/') || file.startsWith('..')
      ? undefined
      : `${base}/${encodeURIComponent(commit)}/${file.split('/').map(encodeURIComponent).join('/')}#L${line}`;
}
