/** Bytes before each frame of a container's output: kind, three zeros, length. */
const HEADER = 8;

/**
 * The text of a container's output as the engine keeps it without a terminal: frames of standard
 * output and standard error, in the order they were written. Source: Engine API, ContainerAttach.
 */
export function standardOutput(bytes: Buffer): string {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const end = at + HEADER + bytes.readUInt32BE(at + 4);
    parts.push(bytes.subarray(at + HEADER, end));
    at = end;
  }
  return Buffer.concat(parts).toString();
}
