import type { RunEvent } from '../../src/model/event.ts';
import type { ReporterKind, ReporterOptions } from '../../src/report/reporter.ts';

interface ReportUse {
  readonly env?: Readonly<Record<string, string>>;
  readonly verbosity?: ReporterOptions['verbosity'];
  readonly explain?: boolean;
  readonly earlier?: ReporterOptions['earlier'];
}

/** What a reporter writes when fed these events. */
export function reportOf(
  kind: ReporterKind,
  events: readonly RunEvent[],
  { env = {}, verbosity = 'normal', explain = false, earlier }: ReportUse = {},
): string {
  const written: string[] = [];
  const reporter = kind({
    output: { write: (text) => void written.push(text), live: false, color: false, columns: 80 },
    title: 'labproof run labs',
    verbosity,
    explain,
    relative: (file) => file,
    env,
    ...(earlier && { earlier }),
  });
  for (const event of events) reporter.event(event);
  reporter.finish();
  return written.join('');
}

/** Text with everything that breaks a format: escapes, control characters, its own delimiters. */
export const NASTY = `\x1b[31mred\x1b[0m \0 \x07 ]]> <!-- --> </script> & "q" 'a' \ud800 \ufffe \u2028 é ✓ %0A ::error::x \`\`\` | # \\ \t.`;
