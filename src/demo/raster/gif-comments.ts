/** What the comments of a GIF say; nothing where it is none. */
export function gifComments(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  const tableSize = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  if (Buffer.from(bytes.subarray(0, 4)).toString('latin1') !== 'GIF8') return Buffer.alloc(0);
  for (let at = 13 + tableSize(bytes[10] ?? 0); at < bytes.length; ) {
    const [kind, label] = [bytes[at], bytes[at + 1]];
    if (kind === 0x21) at += 2;
    else if (kind === 0x2c) at += 11 + tableSize(bytes[at + 9] ?? 0);
    else break;
    for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
      if (kind === 0x21 && label === 0xfe) parts.push(bytes.subarray(at + 1, at + 1 + length));
      at += 1 + length;
    }
    at += 1;
  }
  return Buffer.concat(parts);
}
