import { fileURLToPath } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { readLintDocument } from '../lint/document.ts';
import { findingsIn, type Levels } from '../lint/lint.ts';
import type { Finding } from '../model/finding.ts';
import type { Lab } from '../model/lab.ts';
import { lintDiagnostics, runDiagnostics } from './diagnostics.ts';
import { type LastRun, type PlacedResult, placedResults } from './last-run.ts';

/** A document as an editor has it, with all that is told of it; made anew when it or its last run changes. */
export interface OpenDocument {
  readonly text: TextDocument;
  /** That of the text: an editor's document changes under its reader. */
  readonly version: number;
  readonly lab: Lab;
  readonly findings: readonly Finding[];
  /** Those of the findings, in their order. */
  readonly findingMarks: readonly Diagnostic[];
  readonly results: readonly PlacedResult[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readOpen(
  text: TextDocument,
  { levels, lastRun }: { readonly levels: Levels; readonly lastRun: LastRun | undefined },
): OpenDocument {
  const file = pathOf(text.uri) ?? text.uri;
  const { version } = text;
  const content = text.getText();
  const document = readLintDocument(file, content);
  const { lab } = document;
  const findings = findingsIn(document, levels);
  const lines = content.split(/\r?\n/);
  const results = lastRun ? placedResults(lastRun, lab) : [];
  const findingMarks = lintDiagnostics(findings, lines);
  return {
    text,
    version,
    lab,
    findings,
    findingMarks,
    results,
    diagnostics: [...findingMarks, ...runDiagnostics(results, lines)],
  };
}

/** The path of a document that is a file; undefined for one that was never saved. */
export function pathOf(uri: string): string | undefined {
  return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
}
