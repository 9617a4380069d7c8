import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Watchdog {
  /** From now on the processes of a shell's session end with the watchdog. */
  watch(lineage: readonly number[]): void;
  /** Ends them; resolves when they are gone. */
  end(): Promise<void>;
}

/**
 * A process of its own that ends everything a lab has started when its input ends, be it because
 * the run is over or because labproof was killed. Processes that lead a new session are found
 * while their ancestors live. The shells and their parents go last: they ignore SIGTERM.
 */
const script = `sessions=' ' newline='
'
spared=' '
while read -r session lineage; do
  sessions="$sessions$session " spared="$spared$session $lineage "
done
find_members() {
  members= seen=' ' shells=' '
  processes=$(cat /proc/[0-9]*/stat)
  while :; do
    before=$seen IFS=$newline
    for line in $processes; do
      pid=\${line%% *}
      IFS=' '
      set -- \${line##*) }
      case $1 in Z|X) continue;; esac
      case $seen in *" $pid "*) continue;; esac
      case "$sessions" in
        *" $4 "*) ;;
        *) case $seen in *" $2 "*) ;; *) continue;; esac;;
      esac
      seen="$seen$pid "
      case "$spared" in *" $pid "*) shells="$shells$pid ";; *) members="$members $pid";; esac
    done
    [ "$seen" = "$before" ] && break
  done
  IFS=' '
} 2>/dev/null
trap '' HUP INT TERM
find_members
if [ -n "$members" ]; then
  kill -TERM $members
  kill -CONT $members
  tries=0
  while [ -n "$members" ] && [ $tries -lt 20 ]; do
    sleep 0.05
    tries=$((tries + 1))
    find_members
  done
fi 2>/dev/null
tries=0
while [ $tries -lt 20 ]; do
  [ "$shells$members" = ' ' ] && break
  kill -KILL $members $shells
  tries=$((tries + 1))
  find_members
done 2>/dev/null
rm -rf -- "$1"`;

/** `folder` is the session's own and goes with it. */
export function startWatchdog(folder: string): Watchdog {
  const child = spawn('sh', ['-c', script, 'labproof', folder], {
    detached: true,
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
