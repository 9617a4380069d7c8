/** One word of a POSIX shell that stands for `text` whatever it holds. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The same, without quotes where the shell gives none of its characters a meaning. */
export const quoteWhereNeeded = (text: string): string =>
  /^[\w./:=@%+,-]+$/.test(text) ? text : quote(text);

/** A path as the shell reads it literally, but for the home folder at its beginning. */
export const quotePath = (path: string): string =>
  path === '~' || path.startsWith('~/') ? `~/${quote(path.slice(2))}` : quote(path);
