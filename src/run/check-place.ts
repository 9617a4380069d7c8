import type { LabContext } from './context.ts';

/** `container web on shed2 is running`: the sentence without its machine, and the machine, '' for none. */
export function ofMachine(
  sentence: string,
  { several }: Pick<LabContext, 'several'>,
): { readonly plain: string; readonly machine: string } {
  const match = /^(\w+ \S+) on (\S+?)(,? .*)$/.exec(sentence.trim());
  const machine = match?.[2] ?? '';
  if (!match || !several?.contexts.has(machine)) return { plain: sentence, machine: '' };
  return { plain: `${match[1]}${match[3]}`, machine };
}

/** The sentence with the machine that it is about, in a lab with several. */
export function withMachine(
  sentence: string,
  { machine, several }: Pick<LabContext, 'machine' | 'several'>,
): string {
  if (!several) return sentence;
  return sentence.replace(/^(\w+ \S+)(?= )/, `$1 on ${machine}`);
}
