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
  /\b(?:OPTIONS|\[OPTION\])(?:\s|$)/,
];
