import { saysOmitted } from '../text/omitted.ts';

/** Whether a line stands for lines that the author left out. */
export function isElision(text: string): boolean {
  const line = text.trim();
  if (line === '' || line.length > 60) return false;
  return DOTS.test(line) || (MARKED.test(line) && (WORDS.test(line) || saysOmitted(line)));
}

const DOTS =
  /^(?:\/\*\s*(?:\.{3,}|…)\s*\*\/|(?:#|\/\/)?\s*(?:\.{3,}|…|\[(?:\.{3}|…)\]|<(?:\.{3}|…)>|\((?:\.{3}|…)\)))$/;
/** Something that no program and no file would have around the word. */
const MARKED = /^(?:\.{3}|…|<|\[|\(|（|【|〈|-{2,}|={2,}|#|\/\/|\*)|(?:\.{3}|…)$/;
const WORDS =
  /\b(?:snip(?:ped)?|truncated|omitted|elided|removed for brevity|more lines|abridged|cut|shortened|rest of (?:the )?(?:output|file))\b/i;
