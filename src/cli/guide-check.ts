import { type Asked, goalsOf } from '../guide/goals.ts';
import { parseLab } from '../lab/parse.ts';
import { planLab } from '../plan/plan.ts';
import { consoleText } from '../text/console-text.ts';
import { safeJson } from '../text/log-safe.ts';
import { EXIT } from './exit-status.ts';

/** Says for each step which goals follow from it and what nothing can verify; needs no engine. */
export function checkDocument(
  { file, text }: { readonly file: string; readonly text: string },
  { json, asked }: { readonly json: boolean; readonly asked: Asked },
): number {
  const plan = planLab(parseLab(file, text));
  const goals = goalsOf(plan, asked);
  const steps = plan.lab.steps.map(({ ordinal, number, title, span }) => {
    const own = goals.filter(({ step }) => step.ordinal === ordinal);
    return {
      step: ordinal,
      number,
      title,
      line: span.line,
      goals: own
        .filter(({ skip }) => !skip)
        .map(({ id, kind, sentence, line }) => ({ id, kind, goal: sentence, line })),
      unverifiable: own.flatMap(({ command, line, skip }) =>
        skip ? [{ line, command: command?.typed ?? '', reason: skip.message }] : [],
      ),
    };
  });
  if (json)
    process.stdout.write(
      `${safeJson(JSON.stringify({ version: 1, file, title: plan.lab.title, steps }, undefined, 2))}\n`,
    );
  else {
    const say = (line: string): void => {
      process.stdout.write(consoleText(line, { color: false, env: process.env }));
    };
    say(`${file}  ${plan.lab.title}\n`);
    for (const { number, title, goals: reached, unverifiable } of steps) {
      say(`  ${number}  ${title}\n`);
      for (const { kind, goal, line } of reached) say(`       ${kind.padEnd(6)} ${goal}  (line ${line})\n`);
      for (const { command, reason, line } of unverifiable)
        say(`       —      ${command.split('\n')[0]}: ${reason}  (line ${line})\n`);
      if (reached.length + unverifiable.length === 0) say('       —      nothing to do\n');
    }
  }
  return goals.length > 0 ? EXIT.passed : EXIT.nothingToRun;
}
