/** What a learner's shell tells in its output, by escape sequences that no terminal shows. */
export type Mark =
  /** A command was typed and begins now. */
  | { readonly kind: 'began'; readonly script: string }
  /** It has ended, and the shell is about to show its prompt; the folder that it is in then. */
  | { readonly kind: 'ended'; readonly status: number; readonly folder: string }
  /** The word `lab` was typed, with these words behind it. */
  | { readonly kind: 'lab'; readonly words: readonly string[] };

export type Piece = { readonly kind: 'text'; readonly data: Buffer } | Mark;

/** The number of the OSC sequence (ECMA-48, 8.3.89); private, as no terminal knows it. */
export const OSC = 7717;
const START = `\u001b]${OSC};`;
const END = '\u0007';
/** A mark is no longer than the longest command line that is of any use, in bytes. */
const LONGEST = 1 << 20;

/**
 * Takes a shell's output apart into what is to be shown and what it tells. A sequence counts only with
 * the secret, which nothing but the shell's own settings has: what a lab prints can't tell anything.
 */
export class MarkReader {
  readonly #secret: string;
  #held: Buffer = Buffer.alloc(0);

  constructor(secret: string) {
    this.#secret = secret;
  }

  feed(chunk: Buffer): readonly Piece[] {
    const pieces: Piece[] = [];
    let data = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = Buffer.alloc(0);
    for (;;) {
      const start = data.indexOf(START);
      if (start < 0) break;
      const end = data.indexOf(END, start);
      if (end < 0 && data.length - start < LONGEST) {
        push(pieces, data.subarray(0, start));
        this.#held = data.subarray(start);
        return pieces;
      }
      const stop = end < 0 ? data.length : end + 1;
      push(pieces, data.subarray(0, start));
      const mark = this.#parse(data.subarray(start + START.length, stop - 1).toString());
      if (mark) pieces.push(mark);
      data = data.subarray(stop);
    }
    const cut = beginning(data);
    push(pieces, data.subarray(0, cut));
    this.#held = data.subarray(cut);
    return pieces;
  }

  #parse(text: string): Mark | undefined {
    const [secret, kind, value = '', more = ''] = text.split(';');
    if (secret !== this.#secret) return undefined;
    if (kind === 'began') return { kind, script: decoded(value).replace(/\n$/, '') };
    if (kind === 'ended') return { kind, status: Number(value), folder: decoded(more) };
    if (kind === 'lab') return { kind, words: decoded(value).split('\n').filter(Boolean) };
    return undefined;
  }
}

const decoded = (value: string): string => Buffer.from(value, 'base64').toString();

function push(pieces: Piece[], data: Buffer): void {
  if (data.length > 0) pieces.push({ kind: 'text', data });
}

/** Where the beginning of a mark stands at the end of the data, else the data's length. */
function beginning(data: Buffer): number {
  for (let length = Math.min(START.length - 1, data.length); length > 0; length -= 1) {
    if (data.subarray(data.length - length).toString('latin1') === START.slice(0, length))
      return data.length - length;
  }
  return data.length;
}
