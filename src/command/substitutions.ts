import { parseScript } from './words.ts';

/** The scripts in the `$(…)` and backticks of a script's words, those within them included. Linear in its length. */
export function substitutionsIn(script: string): readonly string[] {
  return parseScript(script).commands.flatMap(({ words }) =>
    words.flatMap(({ text, dynamic }) => (dynamic ? innerScripts(text) : [])),
  );
}

function innerScripts(text: string): readonly string[] {
  const found: string[] = [];
  const open: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith('$(', at) && text[at + 2] !== '(') {
      open.push(at + 2);
      at += 1;
    } else if (text[at] === ')' && open.length > 0) found.push(text.slice(open.pop(), at));
  }
  for (const [, inner] of text.matchAll(/`([^`]{1,400})`/g)) found.push(inner!);
  return found;
}
