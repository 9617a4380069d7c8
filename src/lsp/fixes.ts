import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../model/finding.ts';

/** What an author can have put right in a range: each finding by itself, and all that is safe at once. */
export function fixes(
  document: TextDocument,
  { findings, diagnostics, range, fixedText }: FixRequest,
): readonly CodeAction[] {
  const { uri } = document;
  const single = findings.flatMap((finding, index): readonly CodeAction[] => {
    const diagnostic = diagnostics[index]!;
    if (!finding.fix || !touches(diagnostic.range, range)) return [];
    const edits = finding.fix.edits.map(({ from, to, text }) => ({
      range: { start: document.positionAt(from), end: document.positionAt(to) },
      newText: text,
    }));
    return [
      {
        title: `Fix: ${finding.hint}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: true,
        edit: { changes: { [uri]: edits } },
      },
    ];
  });
  if (!findings.some(({ fix }) => fix)) return single;
  const text = document.getText();
  const all = fixedText();
  if (all === text) return single;
  const whole = { start: document.positionAt(0), end: document.positionAt(text.length) };
  return [
    ...single,
    {
      title: 'Fix all that is safe to fix',
      kind: `${CodeActionKind.SourceFixAll}.labproof`,
      edit: { changes: { [uri]: [{ range: whole, newText: all }] } },
    },
  ];
}

interface FixRequest {
  readonly findings: readonly Finding[];
  /** Those of the findings, in their order. */
  readonly diagnostics: readonly Diagnostic[];
  readonly range: Range;
  /** The text with all safe fixes. */
  readonly fixedText: () => string;
}

/** By lines: the cursor need not be in the word. */
const touches = (a: Range, b: Range): boolean => a.start.line <= b.end.line && b.start.line <= a.end.line;
