/**
 * A line of code without the tags of the Liquid template language that site generators need around
 * `{{ }}`; undefined when the line was nothing else.
 */
export function withoutLiquid(source: string): string | undefined {
  // `{{ "{{ json .X " }}` is how Liquid is told to print `{{ json .X `.
  const text = source.includes('{{') ? source.replace(LITERAL, '$2') : source;
  if (!text.includes('{%')) return text;
  const clean = text.replace(/\{%-?\s*(?:end)?raw\s*-?%\}/g, '');
  return clean.trim() === '' ? undefined : clean;
}

const LITERAL = /\{\{-?\s*(["'])([^"']{0,200}?(?:\{\{|\}\}|\{%|%\})[^"']{0,200}?)\1\s*-?\}\}/g;

const ENTITIES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    lt: '<',
    gt: '>',
    amp: '&',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    '#39': "'",
    '#36': '$',
  }),
);

/** The text of a line inside `<pre>`: tags removed, character references resolved. */
export function htmlText(text: string): string {
  return text
    .replace(/<\/?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,200})?>/gi, '')
    .replace(/&(#?\w{1,8});/g, (whole, name: string) => ENTITIES.get(name) ?? whole);
}

/** Words behind inline code by which training sites make it clickable, such as `{{execute}}`. */
export const CLICKABLE = /^\{\{\s*(?:exec|execute)\b[^}]{0,40}\}\}/;
