import { parseScript, type Script } from '../command/words.ts';

/** Enough for the commands of one lab; many rules ask about each of them. */
const MOST = 512;

const scripts = new Map<string, Script>();

/** `parseScript`, remembered: the answer depends on nothing but the text. */
export function scriptOf(text: string): Script {
  const known = scripts.get(text);
  if (known) return known;
  if (scripts.size >= MOST) scripts.clear();
  const script = parseScript(text);
  scripts.set(text, script);
  return script;
}
