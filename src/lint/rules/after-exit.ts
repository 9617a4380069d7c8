import type { Rule } from '../finding.ts';

export const afterExit = {
  level: 'warning',
  summary: 'commands behind an `exit` that leaves the reader’s own shell',
  check({ plan }) {
    let last = '';
    return plan.commands.flatMap(({ command: { script, where, span, skip } }, index) => {
      const before = last;
      last = script;
      if (
        where.kind !== 'host' ||
        !/^(?:exit|logout)(?:\s+\d+)?$/.test(script.trim()) ||
        (skip && skip.reason !== 'blocked')
      )
        return [];
      const next = plan.commands[index + 1]?.command;
      // What the command before opens may be left by it, although nothing says that it opens anything.
      if (before === '' || OPENS.test(before) || next?.where.kind !== 'host') return [];
      return [
        {
          line: span.line,
          column: span.column,
          message: `it ends the reader’s own shell, but line ${next.span.line} goes on in it`,
          hint: 'leave it out, or show the command that opens the session it leaves',
        },
      ];
    });
  },
} satisfies Rule;

const OPENS =
  /\s-\w{0,6}[it]\w{0,6}\s|--interactive|--tty|\b(?:attach|ssh|su|sudo -[is]|bash|sh|zsh|login|mysql|psql|python3?|node|redis-cli|mongo|nsenter|chroot|exit|logout|machine|vagrant)\b/;
