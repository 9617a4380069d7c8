import { consoleText } from '../text/console-text.ts';
import { jobSummary } from './github-summary.ts';
import { recorder } from './record.ts';
import type { ReporterKind } from './reporter.ts';

/** A comment's first line, by which the next run finds it to replace it; Markdown does not show it. */
const MARK = '<!-- labproof-comment -->';

/** GitHub takes comments of up to 65536 characters, GitLab of more. */
const MOST = 65_000;

/** The summary of a run as the text of a comment on a pull or merge request. */
export const githubComment: ReporterKind = ({ output, relative, env }) => {
  const run = recorder();
  return {
    event: (event) => run.event(event),
    finish() {
      const text = `${MARK}\n${jobSummary(run.record(), { relative, bytes: MOST })}`;
      output.write(consoleText(text, { color: false, env }));
    },
  };
};
