import { fixText } from '../lint/fix.ts';
import { lintText } from '../lint/lint.ts';
import type { DocumentText } from './documents.ts';
import type { LintSettings } from './lint-options.ts';
import type { LintResult } from './lint-report.ts';
import { rewriteDocument } from './replace-file.ts';

/** What is wrong in a document, after what is safe to was put right in it; `trouble`: why it could not be. */
export async function lintDocument(
  document: DocumentText,
  { fix, levels }: Pick<LintSettings, 'fix' | 'levels'>,
): Promise<LintResult & { readonly trouble?: string }> {
  const { file, text } = document;
  if (!fix) return { file, findings: lintText(file, text, levels), fixed: 0 };
  const result = fixText(file, text, levels);
  if (result.text === text) return { file, findings: result.findings, fixed: 0 };
  const trouble = await rewriteDocument(document, result.text);
  return trouble === undefined
    ? { file, findings: result.findings, fixed: result.fixed }
    : {
        file,
        findings: lintText(file, text, levels),
        fixed: 0,
        trouble: `${file}: it can't be fixed (${trouble})`,
      };
}
