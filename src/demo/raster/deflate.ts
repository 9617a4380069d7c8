/**
 * Data in zlib's format, with the codes that the format sets. Zlib itself finds other matches with
 * other versions and processors; a picture is to be the same on all of them. Source: RFC 1950, 1951.
 */
export function deflate(data: Uint8Array): Buffer {
  const out = new BitWriter();
  out.bits(1, 1);
  out.bits(1, 2);
  const heads = new Int32Array(1 << HASH_BITS).fill(-1);
  const links = new Int32Array(data.length);
  const remember = (at: number): void => {
    if (at + 3 > data.length) return;
    const hash = hashAt(data, at);
    links[at] = heads[hash]!;
    heads[hash] = at;
  };
  for (let at = 0; at < data.length; ) {
    const { length, distance } = longestMatch(data, at, { heads, links });
    if (length < 3) {
      literal(out, data[at]!);
      remember(at);
      at += 1;
      continue;
    }
    match(out, length, distance);
    for (const end = at + length; at < end; at += 1) remember(at);
  }
  literal(out, END);
  return Buffer.concat([Uint8Array.of(0x78, 0x9c), out.bytes(), adler32(data)]);
}

const END = 256;
const LONGEST = 258;
const WINDOW = 32_768;
const HASH_BITS = 15;
/** Places that are looked at for a longer match. */
const TRIES = 64;

const hashAt = (data: Uint8Array, at: number): number =>
  (Math.imul((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!, 0x9e3779b1) >>> (32 - HASH_BITS)) &
  ((1 << HASH_BITS) - 1);

function longestMatch(
  data: Uint8Array,
  at: number,
  { heads, links }: { readonly heads: Int32Array; readonly links: Int32Array },
): { readonly length: number; readonly distance: number } {
  let length = 0;
  let distance = 0;
  if (at + 3 > data.length) return { length, distance };
  const most = Math.min(LONGEST, data.length - at);
  let place = heads[hashAt(data, at)]!;
  for (let tries = TRIES; place >= 0 && at - place <= WINDOW && tries > 0; tries -= 1) {
    let same = 0;
    while (same < most && data[place + same] === data[at + same]) same += 1;
    if (same > length) {
      length = same;
      distance = at - place;
      if (length === most) break;
    }
    place = links[place]!;
  }
  return { length, distance };
}

/** A byte, the end, or the code of a length. */
function literal(out: BitWriter, value: number): void {
  if (value < 144) out.code(0x30 + value, 8);
  else if (value < 256) out.code(0x190 + value - 144, 9);
  else if (value < 280) out.code(value - 256, 7);
  else out.code(0xc0 + value - 280, 8);
}

function match(out: BitWriter, length: number, distance: number): void {
  const long = LENGTHS.findLastIndex(([from]) => from <= length);
  const [from, extra] = LENGTHS[long]!;
  literal(out, 257 + long);
  out.bits(length - from, extra);
  const far = DISTANCES.findLastIndex(([least]) => least <= distance);
  const [least, more] = DISTANCES[far]!;
  out.code(far, 5);
  out.bits(distance - least, more);
}

/** For each code the least that it stands for, and how many bits follow. */
const LENGTHS: readonly (readonly [from: number, bits: number])[] = [
  ...ranges(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]),
  [LONGEST, 0],
];
const DISTANCES = ranges(
  1,
  Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1)),
);

function ranges(first: number, bits: readonly number[]): readonly (readonly [number, number])[] {
  let from = first;
  return bits.map((extra) => {
    from += 1 << extra;
    return [from - (1 << extra), extra];
  });
}

class BitWriter {
  readonly #bytes: number[] = [];
  #held = 0;
  #count = 0;

  bits(value: number, size: number): void {
    this.#held |= value << this.#count;
    this.#count += size;
    while (this.#count >= 8) {
      this.#bytes.push(this.#held & 255);
      this.#held >>>= 8;
      this.#count -= 8;
    }
  }

  /** Codes come with their first bit first. */
  code(value: number, size: number): void {
    for (let bit = size - 1; bit >= 0; bit -= 1) this.bits((value >> bit) & 1, 1);
  }

  bytes(): Uint8Array {
    if (this.#count > 0) this.bits(0, 8 - this.#count);
    return Uint8Array.from(this.#bytes);
  }
}

function adler32(data: Uint8Array): Uint8Array {
  let [low, high] = [1, 0];
  for (const byte of data) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return Uint8Array.of(high >> 8, high & 255, low >> 8, low & 255);
}
