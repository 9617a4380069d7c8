/** Tar archives (POSIX ustar) of regular files, read and written as streams. */

export const BLOCK = 512;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** `0` for a regular file; folders, links and devices have others. */
  readonly type: string;
}

/** How many bytes fill the last block of a file of that size. */
export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** What an archive ends with. */
export const TAIL: Buffer = Buffer.alloc(2 * BLOCK);

/** The header of a regular file; undefined where the name is longer than a header holds. */
export function headerOf({
  name,
  size,
}: {
  readonly name: string;
  readonly size: number;
}): Buffer | undefined {
  const parts = split(name);
  if (!parts) return undefined;
  const header = Buffer.alloc(BLOCK);
  header.write(parts.name, 0, 100, 'utf8');
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  writeNumber(header, size);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(parts.prefix, 345, 155, 'utf8');
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/**
 * The entry that a header block announces; undefined for one of zeros, which ends the archive. What is no
 * header is an error.
 */
export function readHeader(header: Buffer): TarEntry | undefined | { readonly error: string } {
  if (header.every((byte) => byte === 0)) return undefined;
  const copy = Buffer.from(header);
  copy.fill(' ', 148, 156);
  if (Number.parseInt(textAt(header, 148, 8).trim(), 8) !== sumOf(copy))
    return { error: 'it is no tar archive, or is damaged' };
  const size = readNumber(header);
  if (!Number.isSafeInteger(size) || size < 0) return { error: 'a size in it can’t be read' };
  const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : '';
  const name = textAt(header, 0, 100);
  const type = textAt(header, 156, 1);
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type: type === '' ? '0' : type };
}

/** Past eight gigabytes a size is in binary, as GNU tar writes it. */
const OCTAL = 0o77777777777;

function writeNumber(header: Buffer, size: number): void {
  if (size <= OCTAL) {
    header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
    return;
  }
  header.fill(0, 124, 136);
  header[124] = 0x80;
  header.writeBigUInt64BE(BigInt(size), 128);
}

function readNumber(header: Buffer): number {
  if (header[124] === 0x80) return Number(header.readBigUInt64BE(128));
  const text = textAt(header, 124, 12).trim();
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}

function textAt(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString('utf8');
}

/** Of all bytes, those of the sum itself counted as blanks. */
const sumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0);

function split(name: string): { readonly name: string; readonly prefix: string } | undefined {
  if (Buffer.byteLength(name) <= 100) return { name, prefix: '' };
  for (let at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100 && rest !== '')
      return { name: rest, prefix };
  }
  return undefined;
}
