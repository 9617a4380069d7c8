import { quoteWhereNeeded } from '../command/quote.ts';
import type { Word } from '../command/words.ts';

/** The script that a program runs which is given it: that of `sh -c`, the command behind `xargs` and the like. */
export function carriedBy(program: string, words: readonly Word[]): string | undefined {
  const texts = words.map(({ text }) => text);
  if (/^(?:ba|a|da|z|k)?sh$/.test(program)) {
    const flag = texts.findIndex((text) => /^-[a-z]*c$/.test(text));
    return flag < 0 ? undefined : texts[flag + 1];
  }
  if (program === 'eval') return texts.join(' ');
  if (program === 'find') {
    const flag = texts.findIndex((text) => /^-(?:exec|execdir|ok)$/.test(text));
    return flag < 0 ? undefined : quoted([...texts.slice(flag + 1), ...texts.slice(0, 1)]);
  }
  // What it reads goes behind the command; a number stands for it, which is what `kill` is given.
  if (program === 'xargs') return quoted([...afterOptions(texts, 0), '1']);
  const before = BEFORE.get(program);
  return before === undefined ? undefined : quoted(afterOptions(texts, before));
}

/** Programs that run another one, and how many operands of their own they have before it. */
const BEFORE: ReadonlyMap<string, number> = new Map(
  Object.entries({ timeout: 1, nice: 0, ionice: 0, setsid: 0, stdbuf: 0, watch: 0, chroot: 1 }),
);

/** Option's values of the programs above that stand as a word of their own are numbers or short. */
function afterOptions(texts: readonly string[], operands: number): readonly string[] {
  let at = 0;
  while (texts[at]?.startsWith('-')) at += /^-[nLPIskdic]$/.test(texts[at]!) ? 2 : 1;
  return texts.slice(at + operands);
}

const quoted = (texts: readonly string[]): string => texts.map(quoteWhereNeeded).join(' ');
