/**
 * The lines a reader would see once a terminal had shown the text: escape sequences are gone, what a
 * lone carriage return overwrote is gone, and trailing blanks are gone. An empty text has no lines.
 */
export function visibleLines(text: string): string[] {
  const lines = text.split('\n').map(visibleLine);
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  return lines;
}

/** One line as a terminal shows it; a tab counts as blanks up to the next multiple of eight. */
export function visibleLine(line: string): string {
  let text = line.endsWith('\r') ? line.slice(0, line.length - 1) : line;
  if (text.includes('\u001b') || text.includes('\u009b')) text = text.replace(ESCAPES, '');
  const back = text.lastIndexOf('\r');
  if (back >= 0) text = text.slice(back + 1);
  if (text.includes('\b')) text = backspaced(text);
  if (text.includes('\t')) text = expandTabs(text);
  // No-break spaces come from documents that were edited in a word processor.
  return text.replaceAll('\u00a0', ' ').trimEnd();
}

// ECMA-48: CSI sequences, OSC strings up to BEL or ST, and two-character escapes.
const ESCAPES =
  /(?:\u001b\[|\u009b)[0-?]{0,32}[ -/]{0,4}[@-~]|\u001b\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)|\u001b[ -/]{0,4}[0-~]/g;

function expandTabs(line: string): string {
  const [first = '', ...rest] = line.split('\t');
  const parts = [first];
  let column = first.length;
  for (const part of rest) {
    const pad = 8 - (column % 8);
    parts.push(' '.repeat(pad), part);
    column += pad + part.length;
  }
  return parts.join('');
}

function backspaced(line: string): string {
  const kept: string[] = [];
  for (const character of line) {
    if (character === '\b') kept.pop();
    else kept.push(character);
  }
  return kept.join('');
}
