/** `container web on shed2 is running`: the sentence without its machine, and the machine, '' for none. */
export function ofMachine(
  sentence: string,
  isMachine: (name: string) => boolean,
): { readonly plain: string; readonly machine: string } {
  const match = /^(\w+ \S+) on (\S+?)(,? .*)$/.exec(sentence.trim());
  const machine = match?.[2] ?? '';
  if (!match || !isMachine(machine)) return { plain: sentence, machine: '' };
  return { plain: `${match[1]}${match[3]}`, machine };
}

/** The sentence with the machine that it is about, '' in a lab with a single one. */
export function withMachine(sentence: string, machine: string): string {
  return machine === '' ? sentence : sentence.replace(/^(\w+ \S+)(?= )/, `$1 on ${machine}`);
}
