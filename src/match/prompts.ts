/**
 * Whether a line of an output is only a prompt: what a transcript shows after the output when it was
 * copied up to the cursor.
 */
export function isPromptResidue(text: string): boolean {
  const line = text.trim();
  return line.length <= 120 && PROMPTS.some((pattern) => pattern.test(line));
}

const PROMPTS: readonly RegExp[] = [
  /^[$#%>❯]$/,
  /^(?:~|\/[\w./-]{0,60}) ?[$#]$/,
  /^\[[\w.-]+\] \(\w+\) [\w.-]+@[\w.-]+ \S{1,60}(?: ?[$#])?$/,
  /^\[?[\w.-]+@[\w.-]+[: ]\S{0,60}\]? ?[$#%]$/,
  /^[\w.-]{1,40}[$#]$/,
  /^(?:bash|sh)-\d\.\d[$#]$/,
  /^PS [A-Z]:\\[^>]{0,80}>$/,
];
