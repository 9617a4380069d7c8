import { quote } from '../command/quote.ts';
/**
 * What is said to the shell and what it answers. The shell is an interactive bash that reads its
 * commands from a FIFO, so that it treats errors, interrupts and job control as a reader's does.
 * Each command is two lines: an `eval` of one quoted word, which no unclosed quote or heredoc
 * can leave, and a report, which is also read when the first line was interrupted.
 */
export interface CommandLine {
  readonly sequence: number;
  readonly script: string;
  /** What `$?` is at the script's start. */
  readonly status: number;
  /** Redirections, such as `</dev/null >'/path' 2>&1`. */
  readonly redirections: string;
  /**
   * There are no background jobs and the script leaves the exported variables as they are, so that they
   * need not be reported again: it takes bash a write for each.
   */
  readonly unchanged?: boolean;
  /** Text to write to the terminal when the command has ended, so that its output's end is known. */
  readonly endMark?: { readonly text: string; readonly path: string };
}

export function commandLine(command: CommandLine): string {
  // On the left of `||` a failing status triggers neither `set -e` nor an ERR trap.
  const status = command.status === 0 ? '' : `_labproof_status ${command.status} || `;
  const evaluate = `${status}\\builtin eval ${quote(command.script)} ${command.redirections}\n`;
  const mark = command.endMark;
  const marking = mark === undefined ? '' : ` ${quote(mark.text)} ${quote(mark.path)}`;
  const end = command.unchanged ? '_labproof_same' : '_labproof_end';
  return `${evaluate}${end} ${command.sequence} "$?"${marking}\n`;
}

/** What a new shell reads first. `restore` is the `state` of an earlier one's report. */
export function setUp(options: { reports: string; directory: string; restore: string }): string {
  const reports = quote(options.reports);
  // Restored first, as the functions of the earlier shell come with it.
  return `${options.restore}
PS1= PS2= PS4='+ '
\\unset HISTFILE MAILCHECK PROMPT_COMMAND
\\set +o history +H -m
\\shopt -u checkwinsize
_labproof_status() { \\builtin return "$1"; }
_labproof_end() {
  { \\builtin [ $# -lt 4 ] || \\builtin printf %s "$3" >"$4"; } 2>/dev/null
  {
    \\builtin printf '%s %s\\n' "$1" "$2"; \\builtin jobs -p; \\builtin printf '\\0'
    \\builtin declare -px; \\builtin printf '\\0\\n'
  } >${reports}
  \\builtin return 0
}
_labproof_same() {
  \\builtin [ "$2" -lt 128 ] || { _labproof_end "$@"; \\builtin return 0; }
  \\builtin [ $# -lt 4 ] || { \\builtin printf %s "$3" >"$4"; } 2>/dev/null
  \\builtin printf '%s %s\\0=\\0\\n' "$1" "$2" >${reports}
  \\builtin return 0
}
_labproof_exit() {
  {
    \\builtin printf 'exit %s\\n\\0' "$1"
    \\builtin shopt -p; \\builtin declare -p; \\builtin declare -f; \\builtin alias -p; \\builtin set +o
    \\builtin printf '\\0\\n'
  } >${reports}
}
\\builtin cd -- ${options.restore === '' ? quote(options.directory) : '"$PWD"'}
\\builtin trap '_labproof_exit "$?"' EXIT
\\builtin printf 'ready %s\\n\\0\\0\\n' "$$" >${reports}
`;
}

export type Report =
  /** Of the shell's parent, where it is not started by this process: who it is, and how bash ended. */
  | { readonly kind: 'leader'; readonly pid: number }
  | { readonly kind: 'died'; readonly status: number }
  | { readonly kind: 'ready'; readonly pid: number }
  | {
      readonly kind: 'end';
      readonly sequence: number;
      readonly status: number;
      /** Process groups of background jobs. */
      readonly jobs: readonly number[];
      /** Definitions of the exported variables; undefined where they are as before. */
      readonly state: string | undefined;
    }
  | { readonly kind: 'exit'; readonly status: number; readonly state: string };

/** Ends every report. */
export const reportEnd = '\0\n';

/** `text` is a report without its end. */
export function parseReport(text: string): Report {
  const cut = text.indexOf('\0');
  const head = text.slice(0, cut).split('\n');
  const state = text.slice(cut + 1);
  const [word = '', value = ''] = head[0]?.split(' ') ?? [];
  if (word === 'ready' || word === 'leader') return { kind: word, pid: Number(value) };
  if (word === 'died') return { kind: 'died', status: Number(value) };
  if (word === 'exit') return { kind: 'exit', status: Number(value), state };
  const jobs = head.slice(1).filter((line) => line !== '');
  const known = state === '=' ? undefined : state;
  return { kind: 'end', sequence: Number(word), status: Number(value), jobs: jobs.map(Number), state: known };
}
