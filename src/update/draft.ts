import type { DocumentLine } from '../model/lab.ts';
import { visibleLine } from '../text/lines.ts';

/** A stretch of a text and what is to stand there instead. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}

/**
 * An output that is being written anew. A line keeps the number it has in the document; one that the
 * document lacks has a number between those of its neighbours.
 */
export class Draft {
  #lines: DocumentLine[];

  constructor(lines: readonly DocumentLine[]) {
    this.#lines = [...lines];
  }

  get lines(): readonly DocumentLine[] {
    return this.#lines;
  }

  /** The lines as one text. */
  get text(): string {
    return this.#lines.map(({ text }) => text).join('\n');
  }

  /** Where a line begins in the text; -1 when there is none of that number. */
  offsetOf(number: number): number {
    let at = 0;
    for (const { line, text } of this.#lines) {
      if (line === number) return at;
      at += text.length + 1;
    }
    return -1;
  }

  /** Edits the text, the last place first; of two that overlap the one that begins first counts. */
  edit(edits: readonly Edit[]): void {
    const kept: Edit[] = [];
    for (const edit of [...edits].sort((a, b) => a.from - b.from || b.to - a.to)) {
      const last = kept.at(-1);
      if (!last || edit.from >= last.to) kept.push(edit);
    }
    for (const edit of kept.reverse()) this.#replace(edit);
  }

  remove(numbers: ReadonlySet<number>): void {
    this.#lines = this.#lines.filter(({ line }) => !numbers.has(line));
  }

  /** Puts lines behind that of this number; 0 for the beginning. */
  insertAfter(number: number, texts: readonly string[]): void {
    const at = number === 0 ? -1 : this.#lines.findIndex(({ line }) => line === number);
    if (at < 0 && number !== 0) return;
    const before = this.#lines[at]?.line ?? (this.#lines[0]?.line ?? 1) - 1;
    this.#lines.splice(at + 1, 0, ...this.#numbered(before, this.#lines[at + 1]?.line, texts));
  }

  /**
   * Edits what one line, or the lines that a terminal broke it into, show as `shown`. False where an
   * edit finds no certain place.
   */
  editShown(number: number, shown: string, edits: readonly Edit[]): boolean {
    const at = this.#lines.findIndex(({ line }) => line === number);
    const found = this.#lines[at];
    if (!found) return false;
    const visible = visibleLine(found.text);
    const start = visible.indexOf(shown);
    if (start >= 0) {
      const blanks = found.text.slice(found.text.trimEnd().length).replaceAll('\r', '');
      const moved = edits.map(({ from, to, put }) => ({ from: from + start, to: to + start, put }));
      this.#lines[at] = { ...found, text: applied(visible, moved).trimEnd() + blanks };
      return true;
    }
    return edits.every(({ from, to, put }) => {
      const old = shown.slice(from, to);
      // A cell with the blanks behind it, unless the line is broken there.
      return this.#editBroken(at, old, put) || this.#editBroken(at, old.trim(), put.trim());
    });
  }

  #editBroken(at: number, old: string, put: string): boolean {
    const places = this.#lines
      .slice(at, at + MOST_BROKEN)
      .flatMap(({ text }, index) => (old !== '' && text.includes(old) ? [at + index] : []));
    const [place] = places;
    if (place === undefined || places.length > 1) return false;
    const line = this.#lines[place]!;
    this.#lines[place] = { ...line, text: line.text.replace(old, () => put) };
    return true;
  }

  #replace({ from, to, put }: Edit): void {
    let offset = 0;
    let first = -1;
    let last = -1;
    let start = 0;
    let end = 0;
    this.#lines.forEach(({ text }, index) => {
      if (from >= offset && from <= offset + text.length && first < 0) {
        first = index;
        start = from - offset;
      }
      if (to >= offset && to <= offset + text.length) {
        last = index;
        end = to - offset;
      }
      offset += text.length + 1;
    });
    if (first < 0 || last < first) return;
    const head = this.#lines[first]!;
    const texts = (head.text.slice(0, start) + put + this.#lines[last]!.text.slice(end)).split('\n');
    const rest = this.#numbered(head.line, this.#lines[last + 1]?.line, texts.slice(1));
    this.#lines.splice(first, last - first + 1, { ...head, text: texts[0]! }, ...rest);
  }

  #numbered(before: number, after: number | undefined, texts: readonly string[]): readonly DocumentLine[] {
    // Those of the document are whole; what is put behind one is below the next.
    const limit = Math.min(after ?? before + 1, Math.floor(before) + 1);
    const step = (limit - before) / (texts.length + 1);
    return texts.map((text, index) => ({ line: before + step * (index + 1), text }));
  }
}

/** Lines that a wide one takes in a narrow terminal. */
const MOST_BROKEN = 3;

export function applied(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const { from, to, put } of [...edits].sort((a, b) => a.from - b.from)) {
    if (from < at) continue;
    out += text.slice(at, from) + put;
    at = to;
  }
  return out + text.slice(at);
}
