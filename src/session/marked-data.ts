/** Parts a stream at marks: a fixed beginning, a name and a semicolon. */
export class MarkedData {
  readonly #mark: Buffer;
  readonly #to: { readonly onData: (data: Buffer) => void; readonly onMark: (name: string) => void };
  #held: Buffer = Buffer.alloc(0);

  constructor(mark: Buffer, to: { onData: (data: Buffer) => void; onMark: (name: string) => void }) {
    this.#mark = mark;
    this.#to = to;
  }

  /** Passes data on up to the next mark, holding back what may be one's beginning. */
  receive(data: Buffer): void {
    let all = this.#held.length === 0 ? data : Buffer.concat([this.#held, data]);
    for (let at = all.indexOf(this.#mark); at !== -1; at = all.indexOf(this.#mark)) {
      this.#pass(all.subarray(0, at));
      all = all.subarray(at);
      const end = all.indexOf(';', this.#mark.length);
      if (end === -1) {
        this.#held = all;
        return;
      }
      this.#to.onMark(all.subarray(this.#mark.length, end).toString());
      all = all.subarray(end + 1);
    }
    const end = all.length - partialLength(all, this.#mark);
    this.#held = all.subarray(end);
    this.#pass(all.subarray(0, end));
  }

  #pass(data: Buffer): void {
    if (data.length > 0) this.#to.onData(data);
  }
}

/** Length of the longest end of `data` that `mark` begins with. */
export function partialLength(data: Buffer, mark: Buffer): number {
  for (let length = Math.min(data.length, mark.length - 1); length > 0; length -= 1) {
    if (data.subarray(data.length - length).equals(mark.subarray(0, length))) return length;
  }
  return 0;
}
