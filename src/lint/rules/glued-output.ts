import type { Rule } from '../finding.ts';
import { problemsOf } from '../problems.ts';

export const gluedOutput = {
  level: 'error',
  summary: 'the beginning of an output at the end of its command',
  check({ lab, source }) {
    return problemsOf(lab, 'glued-output').flatMap(({ span, message }) => {
      const line = source.lines[span.endLine - 1];
      if (!line) return [];
      const at = line.from + line.text.trimEnd().length - 1;
      const indent = /^[ \t]*/.exec(source.lines[span.line - 1]!.text)![0];
      const found = { line: span.endLine, column: at - line.from + 1, message };
      const edit = { from: at, to: at, text: `${lineEnd(source.text)}${indent}` };
      return [{ ...found, hint: 'put the output on a line of its own', fix: { edits: [edit] } }];
    });
  },
} satisfies Rule;

const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
