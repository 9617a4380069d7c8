import { redirectedTo } from '../../command/files.ts';
import { changes } from '../changes.ts';
import type { HazardKind, Typed } from '../hazard.ts';

export const kernel: HazardKind = {
  found: (typed) => {
    if (changes(typed, 'name')) return "changes the computer's name";
    return changesKernel(typed) ?? (settings(typed).length > 0 ? SETTINGS : undefined);
  },
  unheld: (typed) =>
    changesKernel(typed) ??
    (tells(typed) ? SETTINGS : undefined) ??
    registers(typed) ??
    (settings(typed).some((path) => path !== '' && !NAMESPACED.test(path)) ? SETTINGS : undefined),
};

const SETTINGS = "changes settings of the computer's kernel";

const changesKernel = (typed: Typed): string | undefined =>
  changes(typed, 'kernel') ? "changes the computer's kernel" : undefined;

/** File systems of which there is one for the kernel, mounted for writing. */
function tells({ program, args, operands }: Typed): boolean {
  if (program !== 'mount') return false;
  const words = args.join(' ');
  if (/(?:^| )-\S*o ?\S*remount\S*rw|(?:^| )-\S*o ?\S*rw\S*remount/.test(words))
    return operands.includes('/sys');
  const type = /(?:^| )(?:-t ?|--types[= ])([\w,]+)/.exec(words)?.[1];
  return /^(?:sysfs|debugfs|tracefs|securityfs|binfmt_misc|configfs|efivarfs|resctrl)$/.test(type ?? '');
}

/** Images whose one purpose is to have the kernel run programs for other processors, until it is restarted. */
const registers = ({ docker }: Typed): string | undefined =>
  docker?.options.has('privileged') &&
  /(?:^|\/)(?:binfmt|qemu-user-static)(?::|@|$)/.test(docker.arguments[0] ?? '')
    ? "registers interpreters with the computer's kernel"
    : undefined;

/** Those that a machine has of its own (sysctl(2) and the pages of namespaces(7)). */
const NAMESPACED =
  /^(?:net\/|kernel\/(?:hostname|domainname|sem|shm|msg)|fs\/mqueue\/|user\/)|^\/proc\/(?:self|thread-self|\d+|\$)|^\/sys\/fs\/cgroup\//;

/** What is set, as a path below /proc/sys or, of others, an absolute one; '' where a file says what. */
function settings({ program, operands, options, command }: Typed): readonly string[] {
  const written = redirectedTo(command);
  const paths = [...written, ...(program === 'tee' ? operands : [])]
    .filter((path) => /^\/(?:proc|sys)\//.test(path))
    .map((path) => path.replace(/^\/proc\/sys\//, ''));
  if (program !== 'sysctl') return paths;
  const loads = options.some((word) => /^-p|^--(?:load|system)/.test(word));
  const keys = operands
    .filter((word) => word.includes('='))
    .map((word) => word.split('=')[0]!.trim().replaceAll('.', '/'));
  return [...paths, ...keys, ...(loads ? [''] : [])];
}
