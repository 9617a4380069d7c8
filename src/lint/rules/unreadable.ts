import type { Level, Rule } from '../finding.ts';

/** Problems that have a rule of their own. */
const OWN = new Set(['glued-output', 'unclosed-fence', 'smart-punctuation', 'no-break-space']);

export const unreadable = {
  level: 'error',
  summary: 'what can’t be read as it was meant: open quotes, unknown directives, front matter',
  check: ({ plan }) =>
    plan.problems
      .filter(({ code }) => !OWN.has(code))
      .map(({ code, span, message, severity, hint, expected, found }) => ({
        line: span?.line ?? 1,
        column: span?.column ?? 1,
        message: `${message}${expected ? ` (expected ${expected}${found ? `, found ${found}` : ''})` : ''}`,
        hint: hint ?? 'see the documentation of directives',
        // That a lab can't write such a file is no mistake of the document.
        level: code === 'file-outside' ? 'info' : (severity satisfies Level),
      })),
} satisfies Rule;
