import { runApart } from './run-apart.ts';

/**
 * What to put before a command line so that all it starts finds another socket where the given ones
 * are: in a mount namespace of its own, to which mounts of the machine still come. Undefined where
 * that can't be, which is without root.
 */
export async function coveredSockets(
  enter: readonly string[],
  { socket, places }: { readonly socket: string; readonly places: readonly string[] },
): Promise<readonly string[] | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const prefix = [
    ...enter,
    ...['unshare', '--mount', '--propagation', 'slave', 'sh', '-c', cover, 'labproof'],
    ...[socket, String(places.length), ...places],
  ];
  const [program = '', ...args] = prefix;
  return runApart(program, [...args, 'true']).then(
    () => prefix,
    () => undefined,
  );
}

const cover = `set -e
socket=$1 places=$2
shift 2
while [ $places -gt 0 ]; do
  places=$((places - 1))
  [ ! -e "$1" ] || mount --bind "$socket" "$1"
  shift
done
exec "$@"`;
