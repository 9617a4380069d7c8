import { parseScript } from '../command/words.ts';
import type { Rule } from './rule.ts';
import { blocked, leftOut } from './story.ts';

/** What a substitution lists, by the words of the docker command in it. */
const LISTS: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/docker (?:container )?(?:ps|ls|list)\b/, 'container'],
  [/docker (?:images|image ls|image list)\b/, 'image'],
  [/docker (network|volume|service|secret|config) (?:ls|list)\b/, ''],
];

/** The only argument was `$(…)`, and it gave nothing since what it lists was not made. */
export const argumentAbsent: Rule = (_absence, asked) => {
  const substitutions = parseScript(asked.self.command.script).commands.flatMap(({ words }) =>
    words.filter(({ text, dynamic }) => dynamic && /\$\(|`/.test(text)).map(({ text }) => text),
  );
  for (const text of substitutions) {
    const [pattern, fixed] = LISTS.find(([listing]) => listing.test(text)) ?? [];
    const kind = fixed || pattern?.exec(text)?.[1];
    if (kind === undefined) continue;
    const lost = leftOut(asked, asked.self, ({ effects }) =>
      effects.some((effect) => effect.act === 'create' && effect.object.kind === kind),
    );
    if (lost) return { skip: blocked(lost, `what ${text} lists`, asked) };
  }
  return undefined;
};
