import type { RunInfo } from '../model/event.ts';

/** Addresses at the code host that has the documents; undefined where no CI system tells of one. */
export interface SourceLinks {
  /** Of a document's line. */
  readonly line: (file: string, line: number) => string | undefined;
  /** Of the commit that was run. */
  readonly commit: string | undefined;
}

/**
 * Source: GitHub Actions, default variables; GitLab CI/CD, predefined variables. The commit is the
 * run's own, so that the line is what was run.
 */
export function sourceLinks(
  env: Readonly<Record<string, string | undefined>>,
  info: RunInfo | undefined,
): SourceLinks {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, CI_PROJECT_URL: project } = env;
  const base = server && repository ? `${server}/${repository}` : project ? `${project}/-` : '';
  if (!/^https?:\/\/[^\s"'<>]+$/.test(base) || info?.commit === undefined)
    return { line: () => undefined, commit: undefined };
  const commit = encodeURIComponent(info.commit);
  return {
    commit: `${base}/commit/${commit}`,
    line: (file, line) =>
      file.startsWith('/') || file.startsWith('..')
        ? undefined
        : `${base}/blob/${commit}/${file.split('/').map(encodeURIComponent).join('/')}#L${line}`,
  };
}
