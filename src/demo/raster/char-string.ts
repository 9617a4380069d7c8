import type { Contour, Point } from './glyph.ts';

export interface Subroutines {
  readonly globals: readonly Buffer[];
  readonly locals: readonly Buffer[];
}

/**
 * The contours that a program of Type 2 draws, its curves as short lines. Source: Adobe's Technical Note 5177,
 * "The Type 2 Charstring Format". Hints are left out; arithmetic, which fonts do not use, ends the program.
 */
export function charString(program: Buffer, subroutines: Subroutines): readonly Contour[] {
  const pen = new Pen();
  new Interpreter(pen, subroutines).run(program, 0);
  return pen.contours;
}

class Pen {
  readonly contours: Point[][] = [];
  #x = 0;
  #y = 0;

  move(dx: number, dy: number): void {
    this.contours.push([]);
    this.#to(dx, dy);
  }

  line(dx: number, dy: number): void {
    this.#to(dx, dy);
  }

  /** A cubic Bézier curve; each of its points from the one before. */
  curve([ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0]: readonly number[]): void {
    const [x, y] = [this.#x, this.#y];
    for (let step = 1; step <= STEPS; step += 1) {
      const t = step / STEPS;
      const u = 1 - t;
      // Of the second, third and fourth point, less the first.
      const [p, q, r] = [3 * u * u * t, 3 * u * t * t, t * t * t];
      this.#x = x + p * ax + q * (ax + bx) + r * (ax + bx + cx);
      this.#y = y + p * ay + q * (ay + by) + r * (ay + by + cy);
      this.#point();
    }
  }

  #to(dx: number, dy: number): void {
    this.#x += dx;
    this.#y += dy;
    this.#point();
  }

  #point(): void {
    if (this.contours.length === 0) this.contours.push([]);
    this.contours.at(-1)!.push({ x: this.#x, y: this.#y, on: true });
  }
}

/** At the size of letters more are not seen. */
const STEPS = 6;

class Interpreter {
  readonly #pen: Pen;
  readonly #subroutines: Subroutines;
  #stack: number[] = [];
  #hints = 0;
  /** The first operator may have the glyph's width before its operands. */
  #begun = false;

  constructor(pen: Pen, subroutines: Subroutines) {
    this.#pen = pen;
    this.#subroutines = subroutines;
  }

  /** Whether the glyph goes on behind it. */
  run(program: Buffer, depth: number): boolean {
    for (let at = 0; at < program.length; ) {
      const byte = program[at]!;
      if (byte >= 32 || byte === 28) {
        const [value, length] =
          byte === 255 ? ([program.readInt32BE(at + 1) / 65536, 5] as const) : shortNumber(program, at);
        this.#stack.push(value);
        at += length;
        continue;
      }
      at += 1;
      if (byte === 11) return true;
      if (byte === 10 || byte === 29) {
        const list = byte === 10 ? this.#subroutines.locals : this.#subroutines.globals;
        const called = list[(this.#stack.pop() ?? 0) + biasOf(list)];
        if (!called || depth > 10 || !this.run(called, depth + 1)) return false;
      } else if (byte === 19 || byte === 20) {
        this.#stems();
        at += Math.ceil(this.#hints / 8);
      } else if (byte === 12) {
        if (!this.#flex(program[at]!)) return false;
        at += 1;
      } else if (!this.#draw(byte)) return false;
    }
    return false;
  }

  /** What each operator draws; whether the glyph goes on. */
  #draw(operator: number): boolean {
    switch (operator) {
      case 1:
      case 3:
      case 18:
      case 23:
        this.#stems();
        return true;
      case 21: {
        const [dx = 0, dy = 0] = this.#take(2);
        this.#pen.move(dx, dy);
        return true;
      }
      case 22:
        this.#pen.move(this.#take(1)[0] ?? 0, 0);
        return true;
      case 4:
        this.#pen.move(0, this.#take(1)[0] ?? 0);
        return true;
      case 5:
        this.#lines(this.#all());
        return true;
      case 6:
      case 7:
        this.#alternatingLines(this.#all(), operator === 6);
        return true;
      case 8:
        this.#curves(this.#all());
        return true;
      case 24: {
        const all = this.#all();
        this.#curves(all.slice(0, -2));
        this.#lines(all.slice(-2));
        return true;
      }
      case 25: {
        const all = this.#all();
        this.#lines(all.slice(0, -6));
        this.#curves(all.slice(-6));
        return true;
      }
      case 26:
      case 27:
        this.#straightCurves(this.#all(), operator === 27);
        return true;
      case 30:
      case 31:
        this.#alternatingCurves(this.#all(), operator === 31);
        return true;
      default:
        return false;
    }
  }

  #stems(): void {
    this.#hints += this.#stack.length >> 1;
    this.#stack = [];
    this.#begun = true;
  }

  #all(): readonly number[] {
    const all = this.#stack;
    this.#stack = [];
    return all;
  }

  /** The last of the operands, where a width may stand before them. */
  #take(count: number): readonly number[] {
    const all = this.#all();
    const width = !this.#begun && all.length > count;
    this.#begun = true;
    return width ? all.slice(1) : all;
  }

  #lines(all: readonly number[]): void {
    for (let at = 0; at + 1 < all.length; at += 2) this.#pen.line(all[at]!, all[at + 1]!);
  }

  #alternatingLines(all: readonly number[], across: boolean): void {
    all.forEach((by, index) => {
      if (across === (index % 2 === 0)) this.#pen.line(by, 0);
      else this.#pen.line(0, by);
    });
  }

  #curves(all: readonly number[]): void {
    for (let at = 0; at + 5 < all.length; at += 6) this.#pen.curve(all.slice(at, at + 6));
  }

  /** They begin and end across, or down. */
  #straightCurves(all: readonly number[], across: boolean): void {
    const odd = all.length % 4;
    for (let at = odd; at + 3 < all.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = all.slice(at, at + 4);
      const aside = at === odd && odd === 1 ? all[0]! : 0;
      this.#pen.curve(across ? [a, aside, b, c, d, 0] : [aside, a, b, c, 0, d]);
    }
  }

  /** One begins across and ends down, the next the other way round. */
  #alternatingCurves(all: readonly number[], across: boolean): void {
    let flat = across;
    for (let at = 0; at + 3 < all.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = all.slice(at, at + 4);
      const aside = all.length - at === 5 ? all[at + 4]! : 0;
      this.#pen.curve(flat ? [a, 0, b, c, aside, d] : [0, a, b, c, d, aside]);
      flat = !flat;
    }
  }

  /** Two curves that are nearly a line. */
  #flex(operator: number): boolean {
    const all = this.#all();
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0] = all;
    switch (operator) {
      case 34:
        this.#curves([a, 0, b, c, d, 0, e, 0, f, -c, g, 0]);
        return true;
      case 35:
        this.#curves(all.slice(0, 12));
        return true;
      case 36:
        this.#curves([a, b, c, d, e, 0, f, 0, g, h, i, -(b + d + h)]);
        return true;
      case 37: {
        const [dx, dy] = [a + c + e + g + i, b + d + f + h + j];
        this.#curves([...all.slice(0, 10), ...(Math.abs(dx) > Math.abs(dy) ? [k, -dy] : [-dx, k])]);
        return true;
      }
      default:
        return false;
    }
  }
}

/** A whole number as all parts of the format write it, and its length. */
export function shortNumber(data: Buffer, at: number): readonly [value: number, length: number] {
  const byte = data[at]!;
  if (byte === 28) return [data.readInt16BE(at + 1), 3];
  if (byte < 247) return [byte - 139, 1];
  return byte < 251
    ? [(byte - 247) * 256 + data[at + 1]! + 108, 2]
    : [-(byte - 251) * 256 - data[at + 1]! - 108, 2];
}

const biasOf = ({ length }: readonly Buffer[]): number =>
  length < 1240 ? 107 : length < 33_900 ? 1131 : 32_768;
