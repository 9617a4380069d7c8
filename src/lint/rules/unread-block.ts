import { unreadBlocks } from '../../plan/coverage.ts';
import type { Rule } from '../finding.ts';

export const unreadBlock = {
  level: 'info',
  summary: 'a block with commands or an output of which nothing is run or compared',
  check: ({ lab }) =>
    unreadBlocks(lab).map(({ span, unread, reason }) => ({
      line: span.line,
      column: span.column,
      message: `${unread.holds === 'output' ? 'this output is compared with nothing' : 'these commands are not run'}: ${reason}`,
      hint: `say what it is with <!-- labproof: ${unread.holds} -->, or with <!-- labproof: example -->`,
    })),
} satisfies Rule;
