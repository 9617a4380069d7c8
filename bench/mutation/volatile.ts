import type { Correspondence } from '../../src/match/correspondence.ts';
import { type Token, tokenize } from '../../src/match/tokens.ts';
import { randomOf } from './random.ts';

/**
 * Another run's values in place of a recorded one's: every volatile value is replaced, the same one
 * always by the same, and columns keep their places. IDs of swarm objects stay: lists cut them to
 * twelve digits that only their column tells.
 */
export class VolatileRenamer {
  readonly #names = new Map<string, string>();
  readonly #random = randomOf(77);

  rename(output: string, correspondence: Correspondence): string {
    return output
      .split('\n')
      .map((line) => this.#renameLine(line, correspondence))
      .join('\n');
  }

  #renameLine(line: string, correspondence: Correspondence): string {
    let out = '';
    let at = 0;
    let surplus = 0;
    for (const token of tokenize(line)) {
      if (!token.valueClass || isFixed(token, line, correspondence)) continue;
      let between = line.slice(at, token.from);
      if (surplus !== 0) {
        const gap = /^ {2,}/.exec(between)?.[0].length ?? 0;
        const wanted = Math.max(2, gap - surplus);
        if (gap > 0) {
          between = ' '.repeat(wanted) + between.slice(gap);
          surplus -= gap - wanted;
        }
      }
      const text = this.#replacement(token);
      surplus += text.length - token.text.length;
      out += between + text;
      at = token.to;
    }
    let rest = line.slice(at);
    const gap = /^ {2,}/.exec(rest)?.[0].length ?? 0;
    if (gap > 0 && surplus !== 0) rest = ' '.repeat(Math.max(2, gap - surplus)) + rest.slice(gap);
    return out + rest;
  }

  #replacement({ text, valueClass }: Token): string {
    switch (valueClass!.name) {
      case 'ID':
      case 'digest': {
        const digits = text.replace('sha256:', '');
        const fresh = this.#known(`id ${digits.slice(0, 12)}`, () => this.#hex(64));
        return (text.startsWith('sha256:') ? 'sha256:' : '') + fresh.slice(0, digits.length);
      }
      case 'MAC address':
        return this.#known(text, () => `02:42:ac:${[1, 2, 3].map(() => this.#hex(2)).join(':')}`);
      case 'address':
      case 'network':
        // Engines choose 172.17.0.0/16 to 172.31.0.0/16.
        return text.replace(
          /^172\.(\d+)\./,
          (_, second: string) => `172.${((Number(second) - 17 + 6) % 14) + 17}.`,
        );
      case 'ephemeral port':
        return String(Number(text) + 12);
      case 'age':
        return ['3 weeks ago', 'About an hour ago', '5 months ago'][Math.floor(this.#random() * 3)]!;
      case 'duration':
        return / /.test(text) && !/ms|s$/.test(text.slice(-1))
          ? '12 minutes'
          : text.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10));
      case 'size':
        return text.replace(/^[\d.]+/, '7.25');
      case 'time':
      case 'date':
        return text.replace(/\d(?=\D|$)/g, '1');
      default:
        return text;
    }
  }

  #known(key: string, make: () => string): string {
    const known = this.#names.get(key) ?? make();
    this.#names.set(key, known);
    return known;
  }

  #hex(length: number): string {
    return Array.from({ length }, () => Math.floor(this.#random() * 16).toString(16)).join('');
  }
}

/** What the lab fixes does not change between runs, nor does an address inside its networks. */
function isFixed({ text, valueClass }: Token, line: string, correspondence: Correspondence): boolean {
  if (correspondence.pinOf(text) !== undefined) return true;
  if (valueClass?.name === 'address' || valueClass?.name === 'network') return !text.startsWith('172.');
  return line.startsWith('Error') && valueClass?.kind === 'measure';
}
