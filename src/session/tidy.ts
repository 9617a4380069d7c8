export interface Endings {
  readonly script: string;
  /** The shell was told to leave. */
  readonly left: boolean;
  readonly interrupted: boolean;
}

/**
 * Takes out of a command's output what the shell says only because of how it is run (it has no
 * terminal to restore after a signal; it is the lab that leaves or interrupts) or at moments that
 * no two runs share: that an earlier job is done, unless the script asks for jobs.
 */
export function tidy(output: string, { script, left, interrupted }: Endings): string {
  let text = output.includes('tcsetattr') ? output.replace(noTerminal, '') : output;
  if (text.includes('[') && !asksForJobs.test(script)) text = text.replace(jobNotice, '');
  if (left) text = withoutLastLine(text, /^exit$/);
  if (interrupted) text = withoutLastLine(text, /^(?:Terminated|Killed)\b/);
  return text;
}

// Source: set_tty_state in bash's jobs.c.
const noTerminal = /^bash: \[\d+: \d+ \(\d+\)\] tcsetattr: .*\n/gm;
// Source: pretty_print_job in bash's jobs.c. The first word is padded to a column.
const jobNotice = /^\[\d+\][-+ ] {1,2}(?:Done|Exit \d+|Terminated|Killed) {2,}\S.*\n/gm;
const asksForJobs = /\b(?:jobs|wait|[fb]g|disown)\b/;

function withoutLastLine(text: string, line: RegExp): string {
  const start = text.lastIndexOf('\n', text.length - 2) + 1;
  return line.test(text.slice(start).trimEnd()) ? text.slice(0, start) : text;
}
