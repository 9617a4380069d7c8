import { withheld } from './capabilities.ts';

/**
 * PID 1 of a machine once its root stands: it starts the engine and from then on takes in orphans. It
 * can't be killed from inside. An engine that never served ends the machine.
 */
export const initScript = `
. /run/labproof/settings
sh /run/labproof/engine run >"$log" 2>&1 </dev/null &
wait $!
[ -e "$share/served" ] || exit 1
while :; do sleep 100000 & wait $!; done
`;

/**
 * Stands before runc. What of /proc and /sys is for the whole kernel is read-only in privileged containers too, as
 * far as it is not held otherwise. Engines before version 23 give privileged containers every capability that they
 * know of, also those that no process of a machine can have (see \`withheld\`), which runc refuses.
 */
export const runcScript = `#!/bin/sh
. /run/labproof/settings
bundle=.
before=
for word; do
  case $before in --bundle | -b) bundle=$word ;; --process | -p) bundle=\${word%/*} file=$word ;; esac
  before=$word
done
for spec in "\${file:-$bundle/config.json}"; do
  grep -qE "$lacking" "$spec" 2>/dev/null && sed -i -E 's/"('"$lacking"')",?//g; s/,\\]/]/g' "$spec"
  sed -i -E 's#("destination":"/sys","type":"sysfs"[^]]*"options":\\[)#\\1"ro",#' "$spec" 2>/dev/null
  grep -q '"readonlyPaths":\\[' "$spec" 2>/dev/null && continue
  paths='sysrq-trigger irq bus acpi' shared=
  [ "$guarded" ] || paths="$paths sys/kernel sys/vm sys/fs sys/dev sys/abi"
  for path in $paths; do
    [ -e "/proc/$path" ] && shared="$shared,\\"/proc/$path\\""
  done
  [ ! "$shared" ] || sed -i -E 's#"readonlyPaths":null,?##; s#"linux":[{]#"linux":{"readonlyPaths":['"\${shared#,}"'],#' "$spec"
done
real=/usr/sbin/runc
[ -x $real ] || real=$(PATH=/usr/local/sbin:/usr/local/bin:/usr/bin:/sbin:/bin command -v runc)
exec "$real" "$@"
`;

/**
 * Runs its arguments in a machine, in the folder it was called in, killed when the caller's side of
 * it is; what it starts counts as the machine's.
 */
export function enterScript(pid: number, groups: readonly string[], guard: string): string {
  return `#!/bin/sh
here=$(pwd -P)
for group in ${groups.map((group) => `'${group}/cgroup.procs'`).join(' ')}; do echo 0 >"$group"; done
ns=/proc/${pid}/ns
exec ${guard} nsenter --net=$ns/net --mount=$ns/mnt --uts=$ns/uts --ipc=$ns/ipc --cgroup=$ns/cgroup \\
  --pid=$ns/pid_for_children setpriv --bounding-set ${withheld} --pdeathsig KILL sh -c 'cd "$0" && exec "$@"' "$here" "$@"
`;
}
