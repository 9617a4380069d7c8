/**
 * Takes out of a command's output what the shell says only because of how it is run: it has no
 * terminal to restore after a signal, and it is told to leave by the lab, not by the reader.
 */
export function tidy(
  output: string,
  ending: { readonly left: boolean; readonly interrupted: boolean },
): string {
  let text = output.includes('tcsetattr') ? output.replace(noTerminal, '') : output;
  if (ending.left) text = withoutLastLine(text, /^exit$/);
  if (ending.interrupted) text = withoutLastLine(text, /^(?:Terminated|Killed)\b/);
  return text;
}

// Source: set_tty_state in bash's jobs.c.
const noTerminal = /^bash: \[\d+: \d+ \(\d+\)\] tcsetattr: .*\n/gm;

function withoutLastLine(text: string, line: RegExp): string {
  const start = text.lastIndexOf('\n', text.length - 2) + 1;
  return line.test(text.slice(start).trimEnd()) ? text.slice(0, start) : text;
}
