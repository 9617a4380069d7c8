import { age } from './age.ts';
import { clock } from './clock.ts';
import { commit } from './commit.ts';
import { counter } from './counter.ts';
import { date } from './date.ts';
import { digest } from './digest.ts';
import { duration } from './duration.ts';
import { encoded } from './encoded.ts';
import { generatedName } from './generated-name.ts';
import { gitHash } from './git-hash.ts';
import { hexId } from './hex-id.ts';
import { httpField } from './http-field.ts';
import { interfaceName } from './interface.ts';
import { interfaceIndex } from './interface-index.ts';
import { cidr, ipv4 } from './ipv4.ts';
import { ipv6 } from './ipv6.ts';
import { layerLink } from './layer-link.ts';
import { mac } from './mac.ts';
import { percentage } from './percentage.ts';
import { pid } from './pid.ts';
import { port } from './port.ts';
import { size } from './size.ts';
import { swarmId } from './swarm-id.ts';
import { temporaryName } from './temporary-name.ts';
import { timestamp } from './timestamp.ts';
import { uuid } from './uuid.ts';
import type { ValueClass } from './value-class.ts';
import { version } from './version.ts';

/** Every class of value that may differ between runs, in the order in which they are tried. */
export const valueClasses = [
  uuid,
  digest,
  httpField,
  commit,
  counter,
  hexId,
  timestamp,
  date,
  age,
  duration,
  mac,
  cidr,
  ipv4,
  ipv6,
  clock,
  port,
  percentage,
  size,
  pid,
  interfaceIndex,
  interfaceName,
  generatedName,
  swarmId,
  layerLink,
  encoded,
  temporaryName,
  gitHash,
  version,
] as const satisfies readonly ValueClass[];

/** The classes whose values can begin with an ASCII character, by its code. */
const byFirst: readonly ValueClass[][] = Array.from({ length: 128 }, (_, code) =>
  valueClasses.filter(({ starts }) => starts.includes(String.fromCharCode(code))),
);

/** Adds a plugin's class of values, which is tried before labproof's own: it is the narrower one. */
export function addValueClass(added: ValueClass): void {
  for (const [code, classes] of byFirst.entries())
    if (added.starts.includes(String.fromCharCode(code))) classes.unshift(added);
}

/** The value that begins at `from`, if one does. */
export function valueAt(
  text: string,
  from: number,
): { readonly valueClass: ValueClass; readonly to: number } | undefined {
  for (const valueClass of byFirst[text.charCodeAt(from)] ?? []) {
    const to = valueClass.end(text, from);
    if (to > from) return { valueClass, to };
  }
  return undefined;
}
