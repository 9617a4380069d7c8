import { append } from '../../text/append.ts';
import { type Findings, type LayoutContext, type Line, noFindings } from '../context.ts';
import { compareLines } from './lines.ts';

/**
 * Compares what `nslookup` says: the server, the name and its addresses. Busybox once numbered the
 * addresses and gave their names, and now tells the server's port; both are another form.
 */
export function compareLookups(
  document: readonly Line[],
  live: readonly Line[],
  context: LayoutContext,
): Findings | undefined {
  if (!/^(?:\S*\/)?nslookup(?: |$)/.test(context.command.program)) return undefined;
  const answers = (lines: readonly Line[]): readonly Line[] => lines.filter(({ text }) => ANSWER.test(text));
  if (answers(document).length === 0 || answers(live).length === 0) return undefined;
  // A port counts where both tell it.
  const keep = [document, live].every((lines) => lines.some(({ text }) => WITH_PORT.test(text)));
  const wanted = plainly(document, keep);
  const found = plainly(live, keep);
  const { differences, acceptances } = compareLines(wanted, found, context);
  const findings = noFindings();
  append(findings.acceptances, acceptances);
  append(findings.differences, differences);
  const forms = new Set(live.map(({ text }) => formOf(text)));
  const respelt = document.find(({ text }) => ANSWER.test(text) && !forms.has(formOf(text)));
  if (respelt && differences.length === 0) {
    findings.differences.push({
      verdict: 'drifted',
      line: respelt.line,
      expected: respelt.text,
      found: '',
      cause: 'other words',
      marks: { expected: [{ from: 0, to: respelt.text.length }], found: [] },
    });
  }
  return findings;
}

const ANSWER = /^\s*(?:Server|Name|Address(?: \d{1,2})?):/;

const WITH_PORT = /^\s*Address(?: \d{1,2})?:.*\.\d{1,3}[:#]\d{1,5}\s*$/;

const plainly = (lines: readonly Line[], keepPorts: boolean): readonly Line[] => {
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const text = keepPorts && WITH_PORT.test(line.text) ? line.text.trim() : plain(line.text);
    // It asks for both kinds of addresses and repeats what it says of the first.
    if (text.trim() === '' || seen.has(text)) return [];
    seen.add(text);
    return [{ ...line, text }];
  });
};

/** `Address 1: 127.0.0.11 name` and `Address: 127.0.0.11:53` are `Address: 127.0.0.11`. */
function plain(text: string): string {
  const match =
    /^\s*Address(?: \d{1,2})?:\s*([0-9a-f.:]+?)(?:(?<=\.\d{1,3})[:#]\d{1,5})?(?:\s+\S+)?\s*$/i.exec(text);
  if (match) return `Address: ${match[1]}`;
  return text.trim().replace(/\s+/g, ' ');
}

/** How an answer is written, whatever its values. */
function formOf(text: string): string {
  const [label = '', value = '', ...more] = text.trim().split(/\s+(?!\d{1,2}:)/);
  return `${label} ${/\.\d{1,3}[:#]\d{1,5}$/.test(value) ? 'port' : ''} ${more.length > 0 ? 'name' : ''}`;
}
