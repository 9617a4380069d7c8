/** Codes of GIF's variable length, in blocks. Source: GIF89a, appendix F. */
export function lzwBlocks(indexes: Uint8Array, bits: number): Buffer {
  const clear = 1 << bits;
  const out = new Bits();
  let table = new Map<number, number>();
  let next = clear + 2;
  let size = bits + 1;
  out.put(clear, size);
  let prefix = indexes[0]!;
  for (let at = 1; at < indexes.length; at += 1) {
    const index = indexes[at]!;
    const key = (prefix << 8) | index;
    const known = table.get(key);
    if (known !== undefined) {
      prefix = known;
      continue;
    }
    out.put(prefix, size);
    prefix = index;
    if (next === 4096) {
      out.put(clear, size);
      table = new Map();
      next = clear + 2;
      size = bits + 1;
      continue;
    }
    table.set(key, next);
    if (next === 1 << size) size += 1;
    next += 1;
  }
  out.put(prefix, size);
  // A reader adds an entry for the last code too, and may then read the end with a bit more.
  if (next === 1 << size && size < 12) size += 1;
  out.put(clear + 1, size);
  return blocks(out.bytes());
}

class Bits {
  #bytes = Buffer.alloc(1 << 12);
  #length = 0;
  #held = 0;
  #count = 0;

  put(value: number, size: number): void {
    this.#held |= value << this.#count;
    this.#count += size;
    while (this.#count >= 8) this.#push();
  }

  bytes(): Buffer {
    if (this.#count > 0) this.#push();
    return this.#bytes.subarray(0, this.#length);
  }

  #push(): void {
    if (this.#length === this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#length)]);
    this.#bytes[this.#length] = this.#held & 255;
    this.#length += 1;
    this.#held >>>= 8;
    this.#count -= 8;
  }
}

/** Data in pieces of at most 255 bytes, each after its length, and an empty one. */
export function blocks(data: Uint8Array): Buffer {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    parts.push(Uint8Array.of(part.length), part);
  }
  return Buffer.concat([...parts, Uint8Array.of(0)]);
}
