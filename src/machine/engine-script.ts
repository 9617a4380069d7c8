/**
 * What \`dockerd\`, \`service\`, \`systemctl\` and \`hostnamectl\` are in a machine, which has no systemd: as far as Docker is
 * concerned, they do what they would do elsewhere, to the machine's engine. What is typed after
 * \`dockerd\` is added to what the engine is always told, so that it stays reachable.
 */
export const engineScript = `#!/bin/sh
# A shell of the lab may have mounts of its own, which are no affair of the engine's.
if [ "$(readlink /proc/self/ns/mnt)" != "$(readlink /proc/1/ns/mnt)" ]; then
  exec nsenter --mount=/proc/1/ns/mnt sh -c 'cd "$0" 2>/dev/null; exec "$@"' "$PWD" "$0" "$@"
fi
. /run/labproof/settings

run() {
  real=
  for folder in /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
    [ -x "$engine_root$folder/dockerd" ] && { real=$folder/dockerd; break; }
  done
  [ "$real" ] || { echo 'dockerd: not found' >&2; exit 127; }
  PATH=/run/labproof/bin:\${engine_path:-$PATH}
  set -- "$real" --host "unix://$socket" "$@"
  [ "$engine_root" ] || { export PATH; exec "$@"; }
  exec unshare --mount --propagation unchanged sh -c '
    mount --bind /run/labproof/usr /usr
    exec "$@"' sh "$@"
}

alive() { pid=$(cat /run/docker.pid 2>/dev/null || cat /var/run/docker.pid 2>/dev/null) && lives; }
# One that has ended stays on the list until its parent asks.
lives() { [ -d "/proc/$pid" ] && ! grep -q '^State:.Z' "/proc/$pid/status" 2>/dev/null; }

stop() {
  alive || return 0
  # It may end between a look and a signal.
  kill "$pid" 2>/dev/null || return 0
  for _ in $(seq 150); do lives || return 0; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || return 0
}

start() {
  alive && return 0
  setsid sh /run/labproof/engine run >>"$log" 2>&1 </dev/null &
  started=$!
  for _ in $(seq 300); do
    docker -H "unix://$socket" version >/dev/null 2>&1 && return 0
    [ -d "/proc/$started" ] || break
    sleep 0.1
  done
  echo "Job for docker.service failed because the control process exited with error code." >&2
  return 1
}

# As service(8) and systemctl(1) do it for the one service there is.
act() {
  case $1 in
    start) start ;;
    stop) stop ;;
    restart | force-reload | reload-or-restart | try-restart) stop; start ;;
    reload) alive && kill -HUP "$pid" ;;
    is-active) if alive; then echo active; else echo inactive; return 3; fi ;;
    is-enabled) echo enabled ;;
    enable | disable | unmask | mask | daemon-reload | daemon-reexec | reset-failed) [ -z "$now" ] || act "$now" ;;
    status)
      if alive; then
        echo '● docker.service - Docker Application Container Engine'
        echo '     Active: active (running)'
        echo "   Main PID: $pid (dockerd)"
      else
        echo '○ docker.service - Docker Application Container Engine'
        echo '     Active: inactive (dead)'
        return 3
      fi ;;
    *) return 125 ;;
  esac
}

# The program of that name that stands behind this one.
other() {
  name=$1; shift
  for folder in /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
    [ -x "$folder/$name" ] && exec "$folder/$name" "$@"
  done
  echo "sh: $name: not found" >&2
  exit 127
}

now=
case \${0##*/} in
  dockerd)
    case " $* " in *' --version '* | *' -v '* | *' --help '* | *' --validate '*) other dockerd "$@" ;; esac
    run "$@" ;;
  service)
    case $1 in docker) act "$2"; exit ;; esac
    other service "$@" ;;
  hostnamectl)
    case $1 in set-hostname | hostname) ;; *) other hostnamectl "$@" ;; esac
    [ "$2" ] || exec cat /proc/sys/kernel/hostname
    hostname "$2" 2>/dev/null || echo "$2" >/proc/sys/kernel/hostname || exit
    echo "$2" >/etc/hostname
    echo "127.0.1.1 $2" >>/etc/hosts ;;
  systemctl)
    verb= units=
    for word; do
      case $word in
        --now) now=start ;;
        -*) ;;
        *) if [ "$verb" ]; then units="$units $word"; else verb=$word; fi ;;
      esac
    done
    [ "$now" ] && [ "$verb" = disable ] && now=stop
    case $verb$units in
      'daemon-reload' | *' docker' | *' docker.service' | *' docker.socket') act "$verb"; status=$?; [ $status = 125 ] || exit $status ;;
    esac
    other systemctl "$@" ;;
  *) [ "$1" = run ] && { shift; run "$@"; } ;;
esac
`;
