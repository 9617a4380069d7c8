/**
 * Length of the control character or sequence that starts at `at`; 0 when its end is not there
 * yet. Source: ECMA-48, section 5; the operating system commands of xterm may end in BEL.
 */
export function controlLength(text: string, at: number): number {
  const first = text[at];
  if (first === '\r') return carriageReturnLength(text, at);
  if (first === '\u009b') return csiLength(text, at, 1);
  if (first !== '\u001b') return 1;
  const second = text[at + 1];
  if (second === undefined) return 0;
  if (second === '[') return csiLength(text, at, 2);
  if (']P_^X'.includes(second)) return stringLength(text, at);
  if (second >= ' ' && second <= '/') return at + 2 < text.length ? 3 : 0;
  return second < ' ' ? 1 : 2;
}

/** Whether the sequence is a control sequence proper (CSI), the kind that moves the cursor. */
export function isCsi(sequence: string): boolean {
  return sequence[0] === '\u009b' || sequence[1] === '[';
}

/** Longest title or other string that is waited for; a longer one was never ended. */
const longestString = 4096;
const longestParameters = 64;

/** A run of carriage returns is one: `\r\r\n` comes of nested terminals. What follows decides what it means. */
function carriageReturnLength(text: string, at: number): number {
  let end = at + 1;
  while (text[end] === '\r') end += 1;
  return end === text.length ? 0 : end - at;
}

function csiLength(text: string, at: number, prefix: number): number {
  for (let end = at + prefix; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code >= 0x40 && code <= 0x7e) return end + 1 - at;
    if (code < 0x20 || code > 0x3f || end - at > longestParameters) return end - at;
  }
  return 0;
}

function stringLength(text: string, at: number): number {
  const limit = Math.min(text.length, at + longestString);
  for (let end = at + 2; end < limit; end += 1) {
    if (text[end] === '\u0007') return end + 1 - at;
    if (text[end] === '\u001b' && text[end + 1] === '\\') return end + 2 - at;
  }
  return limit < text.length ? 2 : 0;
}
