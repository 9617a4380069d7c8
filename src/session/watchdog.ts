import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Watchdog {
  /** From now on the processes of a shell's session end with the watchdog. */
  watch(lineage: readonly number[]): void;
  /** Ends them; resolves when they are gone. */
  end(): Promise<void>;
}

/**
 * Ends the sessions whose leaders are in `$sessions`, those in `$spared` last; `$find` holds
 * `membersFinder`.
 */
export const endSessions = `find_members() {
  found=$(cat /proc/[0-9]*/stat | awk -v sessions="$sessions" -v spared="$spared" "$find")
  members=\${found%/*} shells=\${found#*/}
} 2>/dev/null
find_members
if [ -n "$members" ]; then
  kill -TERM $members
  kill -CONT $members
  for pause in 0 0.003 0.01 0.02 0.04 0.08 0.15 0.3 0.4; do
    sleep $pause
    find_members
    [ -z "$members" ] && break
  done
fi 2>/dev/null
tries=0
while [ $tries -lt 20 ]; do
  [ -z "$shells$members" ] && break
  kill -KILL $members $shells
  tries=$((tries + 1))
  find_members
done 2>/dev/null`;

/**
 * A process of its own that ends everything a lab has started when its input ends, be it because
 * the run is over or because labproof was killed. Processes that lead a new session are found
 * while their ancestors live. The shells and their parents go last: they ignore SIGTERM.
 */
const script = `sessions= spared=
while read -r session lineage; do
  sessions="$sessions $session" spared="$spared $session $lineage"
done
trap '' HUP INT TERM
${endSessions}
rm -rf -- "$1"`;

/** Prints the processes to end and, behind a slash, the spared ones, from lines of proc_pid_stat(5). */
export const membersFinder = `
{
  pid = $1
  # The name in parentheses may hold any character.
  sub(/.*[)] /, "")
  if ($1 == "Z" || $1 == "X") next
  parent[pid] = $2; session[pid] = $4; pids[++count] = pid
}
END {
  total = split(sessions, list, " ")
  for (i = 1; i <= total; i++) led[list[i]]
  total = split(spared, list, " ")
  for (i = 1; i <= total; i++) shell[list[i]]
  do {
    more = 0
    for (i = 1; i <= count; i++) {
      pid = pids[i]
      if (pid in seen || !(session[pid] in led || parent[pid] in seen)) continue
      seen[pid]; more = 1
      if (pid in shell) shells = shells " " pid; else members = members " " pid
    }
  } while (more)
  print members "/" shells
}`;

/** `folder` is the session's own and goes with it. */
export function startWatchdog(folder: string): Watchdog {
  const child = spawn('sh', ['-c', script, 'labproof', folder], {
    detached: true,
    env: { ...process.env, find: membersFinder },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = once(child, 'exit').then(
    () => {},
    () => {},
  );
  child.stdin.on('error', () => {});
  return {
    watch: (lineage) => child.stdin.write(`${lineage.join(' ')}\n`),
    end: () => {
      child.stdin.end();
      return gone;
    },
  };
}
