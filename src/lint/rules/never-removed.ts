import type { ObjectKind } from '../../profile/verb.ts';
import type { Rule } from '../finding.ts';
import { isAutoRemoved } from '../lives.ts';
import { isElsewhere } from '../story.ts';

export const neverRemoved = {
  level: 'info',
  summary: 'what the document makes and never removes',
  check({ story, plan }) {
    const left = KINDS.flatMap((kind) => story.lives.ofKind(kind))
      .filter((life) => life.to === Number.POSITIVE_INFINITY && life.certain && !isAutoRemoved(life))
      .filter((life) => !isElsewhere(plan.commands[life.from]!))
      .sort((a, b) => a.line - b.line);
    const [first] = left;
    if (!first) return [];
    const { line, column } = plan.commands[first.from]!.command.span;
    const names = [...new Set(left.map(({ kind, name }) => `${kind} ${name}`))];
    const more = names.length > MOST ? ` and ${names.length - MOST} more` : '';
    return [
      {
        line,
        column,
        message: `the document never removes ${names.slice(0, MOST).join(', ')}${more}`,
        hint: 'end with the commands that remove them; labproof removes them after a run in any case',
      },
    ];
  },
} satisfies Rule;

const MOST = 8;
const KINDS: readonly ObjectKind[] = ['container', 'network', 'volume', 'service'];
