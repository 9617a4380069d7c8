import type { Rule } from '../finding.ts';
import { problemsOf } from '../problems.ts';

export const gluedOutput = {
  level: 'error',
  summary: 'the beginning of an output at the end of its command',
  check({ lab, plan, source }) {
    return problemsOf(lab, 'glued-output').flatMap(({ span, message }) => {
      const command = plan.commands.find((one) => one.command.span.line === span.line)?.command;
      const line = source.lines[span.endLine - 1];
      if (!command || !line) return [];
      const at = line.from + line.text.trimEnd().length - 1;
      const indent = /^\s*/.exec(source.lines[command.expected?.span.line ?? 0]?.text ?? '')![0];
      const found = { line: span.endLine, column: at - line.from + 1, message };
      // The output's own indentation tells nothing about that of its first line.
      const edit = {
        from: at,
        to: at,
        text: `${lineEnd(source.text)}${indent.slice(0, span.column - 1).replace(/\S/g, '')}`,
      };
      return [{ ...found, hint: 'put the output on a line of its own', fix: { edits: [edit] } }];
    });
  },
} satisfies Rule;

const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
