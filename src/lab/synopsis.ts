/**
 * Whether a line shows the form of a command and not a command: `docker run [OPTIONS] IMAGE`,
 * `docker compose down --rmi <all|local>`.
 */
export function isSynopsis(line: string): boolean {
  const text = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '""');
  return FORMS.some((form) => form.test(text));
}

const FORMS: readonly RegExp[] = [
  /^\s*(?:usage|syntax)\s*:/i,
  /\[(?:options?|flags?|arg(?:ument)?s?|command|host_?name|global[ -]options)(?:\.{3})?\]/i,
  /\[[^\]\s]{0,40}\.{3}\]/,
  /\][.…]{1,3}(?:\s|$)/,
  /(?:^|\s)\[-{1,2}[A-Za-z][^\]]{0,60}\]/,
  /[<[{(][\w-]{1,30}(?:\s?\|\s?[\w-]{1,30}){1,12}[>\]})]/,
  /(?:^|\s)(?:CONTAINER|IMAGE|NETWORK|VOLUME|SERVICE|COMMAND|NAME|ARG) \[(?:CONTAINER|IMAGE|NETWORK|VOLUME|SERVICE|COMMAND|NAME|ARG|:TAG)/,
  // One of two things that the reader has.
  /\b[A-Z][A-Z_]{1,30}\|[A-Z][A-Z_]{1,30}\b/,
  // An optional part of a reference, and a group of commands without one of them.
  /\b[A-Z_]{2,30}\[[:@][A-Z_|:@]{1,30}\]/,
  /^\s*(?:\$ )?docker(?: [a-z]{2,20}){0,2} COMMAND\s*$/,
  /\b(?:OPTIONS|\[OPTION\])(?:\s|$)/,
];
