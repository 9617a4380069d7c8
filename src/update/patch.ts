import type { DocumentLine, ExpectedOutput } from '../model/lab.ts';
import type { MendedOutput } from './mend.ts';

/**
 * A document with outputs in the place of those it shows. Byte for byte the same elsewhere: what
 * stands before and behind the lines of code, and the line ends, stay. The number of a line that is
 * not written as it is shown, so that it can't be changed, in place of the text.
 */
export function patchDocument(
  text: string,
  outputs: readonly Pick<MendedOutput, 'expected' | 'lines'>[],
): { readonly text: string } | { readonly line: number } {
  const lines = [...text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)].map(([, content = '', end = '']) => ({
    content,
    end,
  }));
  const mark = lines[0]?.content.startsWith('\uFEFF') ? '\uFEFF' : '';
  if (lines[0] && mark !== '') lines[0] = { ...lines[0], content: lines[0].content.slice(1) };
  const put = new Map<number, readonly string[]>();
  for (const { expected, lines: written } of outputs) {
    const replaced = replacements(expected, written, (number) => lines[number - 1]?.content);
    if ('line' in replaced) return replaced;
    for (const [number, contents] of replaced.put) put.set(number, contents);
  }
  const ending = lines.find(({ end }) => end !== '')?.end ?? '\n';
  const result = lines.map(({ content, end }, index) => {
    const contents = put.get(index + 1);
    if (contents === undefined) return content + end;
    return contents.map((line, at) => line + (at < contents.length - 1 ? end || ending : end)).join('');
  });
  return { text: mark + result.join('') };
}

/** For each line of the document that changes, the lines that come in its place. */
function replacements(
  expected: ExpectedOutput,
  written: readonly DocumentLine[],
  contentOf: (number: number) => string | undefined,
): { readonly put: ReadonlyMap<number, readonly string[]> } | { readonly line: number } {
  const put = new Map<number, readonly string[]>();
  const first = expected.lines[0]!;
  let margin: string | undefined;
  for (const { line, text } of expected.lines) {
    const content = contentOf(line);
    const at = content?.lastIndexOf(text) ?? -1;
    if (content !== undefined && at >= 0 && text.trim() !== '') margin ??= marginOf(content.slice(0, at));
    const own = written.find((candidate) => candidate.line === line);
    if (own?.text === text) continue;
    if (content === undefined || at < 0) return { line };
    const behind = content.slice(at + text.length);
    // A fence that closes on the line has to stay.
    if (!own && behind.trim() !== '') return { line };
    put.set(line, own ? [content.slice(0, at) + own.text + behind] : []);
  }
  for (const { line, text } of written) {
    if (Number.isInteger(line)) continue;
    const anchor = Math.max(Math.floor(line), first.line - 1);
    const before = put.get(anchor) ?? (contentOf(anchor) === undefined ? undefined : [contentOf(anchor)!]);
    if (before === undefined) return { line: anchor };
    put.set(anchor, [...before, text === '' ? text : (margin ?? '') + text]);
  }
  return { put };
}

/** What stands before the code of each line: blanks and the marks of quotes. */
const marginOf = (text: string): string => (/^[\s>]*$/.test(text) ? text : '');
