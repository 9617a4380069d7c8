import { saysOmitted } from '../text/omitted.ts';

/** Whether a line stands for lines that the author left out. */
export function isElision(text: string): boolean {
  const line = text.trim();
  if (line.length > 60 || line === '') return false;
  if (
    /^(?:\.{2,}|…+|(?:\. ){2,}\.|\[(?:\.{3}|…)\]|<(?:\.{3}|…)>|\((?:\.{3}|…)\)|\/\*\s*(?:\.{2,}|…)\s*\*\/|\*\*\*)$/.test(
      line,
    )
  )
    return true;
  return MARKED.test(line) && (WORDS.test(line) || saysOmitted(line));
}

/** Something that no program would print around the word. */
const MARKED = /^(?:\.{2,}|…|<|\[|\(|（|【|〈|-{2,}|={2,}|#|\/\/|\*)|(?:\.{3}|…)$/;
const WORDS =
  /\b(?:snip(?:ped)?|truncated|omitted|elided|output|skipped|removed for brevity|more lines|abridged|cut|shortened)\b/i;

/** Whether a line among rows says in brackets what the author left out: `[volumes that were there before]`. */
export function isBracketed(text: string): boolean {
  return /^\s*(?:\[[^[\]]{3,120}\]|\([^()]{3,120}\)|<[^<>]{3,120}>)\s*$/.test(text) && /\w \w/.test(text);
}
