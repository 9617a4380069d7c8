import type { Command } from '../model/lab.ts';

/** What stands before a command: the prompt that the document shows there, else one of its kind. */
export class Prompts {
  readonly default: string;
  readonly #lines: readonly string[];
  readonly #inside = new Map<number, string>();

  constructor(text: string, fallback: string) {
    this.#lines = text.split(/\r?\n/);
    this.default = `${fallback.trimEnd()} `;
  }

  of({ span, typed, where }: Command): string {
    const shown = this.#shown(span.line, typed);
    if (where.kind === 'host') return shown ?? this.default;
    const prompt = shown ?? this.#inside.get(where.opener) ?? INSIDE;
    this.#inside.set(where.opener, prompt);
    return prompt;
  }

  #shown(line: number, typed: string): string | undefined {
    const text = this.#lines[line - 1] ?? '';
    const first = typed.split('\n', 1)[0]!;
    const at = first === '' ? -1 : text.indexOf(first);
    if (at < 0) return undefined;
    // A quote's mark is no prompt, nor is a list's.
    const prompt = text
      .slice(0, at)
      .replace(/^[\s>]*(?:[-*+]\s+|\d+[.)]\s+)?(?=\S|$)/, '')
      .trimEnd();
    return prompt === '' || prompt.length > LONGEST || /`/.test(prompt) ? undefined : `${prompt} `;
  }
}

/** Of the root in most images. */
const INSIDE = '/ # ';
const LONGEST = 60;
