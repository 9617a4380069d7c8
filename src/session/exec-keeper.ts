import { createInterface } from 'node:readline';
import type { Exec } from '../docker/exec.ts';
import { NoShell } from './no-shell.ts';
import type { Shell, Signals } from './place.ts';
import { endSessions, membersFinder } from './watchdog.ts';

/**
 * What is asked of the keeper of a session, one line each:
 *
 *     watch PID [SHELL]      the processes of the session that PID leads end with the keeper
 *     signal SIGNAL TO PID JOB…   to what the shell PID runs in the foreground, then TO to the shell, `-` for none
 *     kill PID               one process
 *     answer NUMBER          answers `NUMBER 1`, as all before has been done
 *     signals NUMBER PATH    answers `NUMBER 1` when the terminal signals what is typed to it
 *     show PATH TEXT         writes a text without blanks to a terminal
 *     flush NUMBER           writes a mark into an output that somebody may still write to
 *     drop NUMBER            what comes from that output from now on is not passed on
 *
 * Its standard output is what the commands write: the FIFOs `output.1`, `output.2` and so on, one for
 * each command, each with a mark before it. When its input ends, because the session is over or
 * labproof or the connection is gone, it ends what it watches.
 */
export const keeperScript = `dir=$1 mark=$2
sessions= spared=
umask 077
mkdir -p "$dir" || exit
mkfifo "$dir/output.1" || exit
(
  n=1
  while [ -d "$dir" ]; do
    mkfifo "$dir/output.$((n + 1))"
    printf '%s%s;' "$mark" "$n"
    cat "$dir/output.$n" &
    echo $! >"$dir/reader.$n"
    wait $!
    case $? in
    126 | 127)
      # A command may have removed the programs. The shell's own words are left: no output waits for a reader.
      : >"$dir/bare"
      exec 9<>"$dir/output.$n"
      while read -r line <&9; do printf '%s\\n' "$line"; done
      exit
      ;;
    esac
    rm -f "$dir/reader.$n"
    n=$((n + 1))
  done
) &
echo ready >&2
while read -r verb a b c d; do
  case $verb in
  watch) sessions="$sessions $a" spared="$spared $a $b" ;;
  signal)
    targets=$(cat /proc/[0-9]*/stat 2>/dev/null | awk -v shell="$c" -v jobs="$d" "$foreground")
    [ -z "$targets" ] || kill -$a $targets
    [ "$b" = - ] || kill -$b $c
    ;;
  kill) kill -KILL $a ;;
  answer) echo "$a 1" >&3 ;;
  signals)
    case " $(stty -F "$b" -a | tr '\\n;' '  ') " in
    *' isig '*) echo "$a 1" >&3 ;;
    *) echo "$a 0" >&3 ;;
    esac
    ;;
  show) [ ! -c "$a" ] || printf %s "$b" >"$a" ;;
  flush)
    # Without programs it may be a file that nobody reads, and what is read comes by lines.
    if [ -p "$dir/output.$a" ] && [ ! -e "$dir/bare" ]; then
      printf '%s%s held;' "$mark" "$a" 1<>"$dir/output.$a"
    else
      printf '%s%s held;' "$mark" "$a"
    fi
    ;;
  drop)
    if reader=$(cat "$dir/reader.$a"); then
      cat "$dir/output.$a" >/dev/null &
      kill $reader
    fi
    ;;
  esac
done 3>&2 2>/dev/null
trap '' HUP INT TERM
${endSessions}
rm -rf -- "$dir"
kill -KILL 0`;

/** Prints whom to signal, from lines of proc_pid_stat(5): see `foreground` in processes.ts. */
const foregroundFinder = `
{
  pid = $1
  sub(/.*[)] /, "")
  if ($1 == "Z") next
  parent[pid] = $2; group[pid] = $3; started[pid] = $20; pids[++count] = pid
}
END {
  total = split(jobs, list, " ")
  for (i = 1; i <= total; i++) job[list[i]]
  for (i = 1; i <= count; i++) {
    pid = pids[i]
    if (parent[pid] != shell || group[pid] in job) continue
    if (newest == "" || started[pid] - started[newest] > 0 || (started[pid] == started[newest] && pid - newest > 0)) newest = pid
  }
  if (newest == "") exit
  if (group[newest] != group[shell]) { print "-" group[newest]; exit }
  seen[newest]; print newest
  do {
    more = 0
    for (i = 1; i <= count; i++) {
      pid = pids[i]
      if (pid in seen || !(parent[pid] in seen)) continue
      seen[pid]; more = 1; print pid
    }
  } while (more)
}`;

/** For the keeper's environment. */
export const keeperEnvironment = { find: membersFinder, foreground: foregroundFinder };

/** The near end of a session's keeper. */
export class Keeper implements Signals {
  readonly #exec: Exec;
  readonly #asked = new Map<number, (answer: string) => void>();
  readonly #gone: Promise<void>;
  #questions = 0;

  private constructor(exec: Exec, lines: NodeJS.EventEmitter) {
    this.#exec = exec;
    lines.on('line', (line: string) => {
      const [number = '', answer = ''] = line.split(' ');
      this.#asked.get(Number(number))?.(answer);
      this.#asked.delete(Number(number));
    });
    this.#gone = new Promise((resolve) => {
      lines.on('close', () => {
        for (const answered of this.#asked.values()) answered('');
        resolve();
      });
    });
  }

  /** Resolves when the keeper has made its folder; rejects with its words when it can't. */
  static async ready(exec: Exec): Promise<Keeper> {
    exec.input.on('error', () => {});
    const lines = createInterface({ input: exec.errors });
    const first = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
    });
    if (first !== 'ready') {
      exec.close();
      throw new NoShell(first || 'the machine started none');
    }
    return new Keeper(exec, lines);
  }

  send({ pid, jobs }: Shell, toCommand: NodeJS.Signals, toShell?: NodeJS.Signals): void {
    this.tell(`signal ${toCommand.slice(3)} ${toShell?.slice(3) ?? '-'} ${[pid, ...jobs].join(' ')}`);
  }

  async delivered(): Promise<void> {
    await this.#ask('answer');
  }

  /** Whether the terminal signals what runs on it when Ctrl-C is typed. */
  async signalsTyped(path: string): Promise<boolean> {
    return (await this.#ask('signals', path)) === '1';
  }

  #ask(verb: string, ...rest: readonly string[]): Promise<string> {
    this.#questions += 1;
    const number = this.#questions;
    const answer = new Promise<string>((resolve) => {
      this.#asked.set(number, resolve);
      void this.#gone.then(() => resolve(''));
    });
    this.tell([verb, number, ...rest].join(' '));
    return answer;
  }

  tell(line: string): void {
    this.#exec.input.write(`${line}\n`);
  }

  /** Ends what it watches; resolves when that is gone, or the machine is. */
  async end(): Promise<void> {
    this.#exec.input.end();
    this.#exec.output.resume();
    await this.#gone;
    this.#exec.close();
  }
}
