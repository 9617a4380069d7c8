/** Bytes of a terminal's output that are kept for who comes back to it. */
const MOST = 256 * 1024;

/** The last of what a terminal has shown, by its place in all that it has shown. */
export class Scrollback {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Bytes shown in all. */
  #end = 0;

  get end(): number {
    return this.#end;
  }

  add(data: Buffer): void {
    // A copy: the shell's buffers are larger than what is in them.
    this.#chunks.push(Buffer.from(data));
    this.#size += data.length;
    this.#end += data.length;
    if (this.#chunks.length > 512) this.#chunks = [Buffer.concat(this.#chunks)];
    if (this.#size <= MOST * 1.5) return;
    const all = Buffer.concat(this.#chunks);
    const from = all.indexOf('\n', all.length - MOST) + 1;
    this.#chunks = [Buffer.from(all.subarray(from))];
    this.#size = all.length - from;
  }

  /** What was shown from a place on; all that is kept where that place is no longer. */
  since(place: number): { readonly data: Buffer; readonly whole: boolean } {
    const start = this.#end - this.#size;
    if (place < start || place > this.#end) return { data: Buffer.concat(this.#chunks), whole: true };
    const wanted: Buffer[] = [];
    let missing = this.#end - place;
    for (let index = this.#chunks.length - 1; missing > 0; index -= 1) {
      const chunk = this.#chunks[index]!;
      wanted.unshift(chunk.length > missing ? chunk.subarray(chunk.length - missing) : chunk);
      missing -= chunk.length;
    }
    return { data: wanted.length === 1 ? wanted[0]! : Buffer.concat(wanted), whole: false };
  }
}
