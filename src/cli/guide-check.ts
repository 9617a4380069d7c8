import { type Asked, goalsOf } from '../guide/goals.ts';
import type { Command } from '../model/lab.ts';
import { planLab } from '../plan/plan.ts';
import { consoleText } from '../text/console-text.ts';
import { safeJson } from '../text/log-safe.ts';
import { type DocumentText, labOf } from './documents.ts';
import { EXIT } from './exit-status.ts';

/** Says for each step which goals follow from it and what nothing can verify; needs no engine. */
export function checkDocument(
  document: DocumentText & { readonly tabs?: readonly string[] },
  { json, asked }: { readonly json: boolean; readonly asked: Asked },
): number {
  const { file } = document;
  const plan = planLab(labOf(document, { tabs: document.tabs ?? [] }));
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
        .map(({ id, kind, sentence, line, command, machine }) => ({
          id,
          kind,
          goal: sentence,
          line,
          ...(machine !== undefined && { machine }),
          ...fromOf(command),
        })),
      unverifiable: own.flatMap(({ command, line, skip }) =>
        skip ? [{ line, ...fromOf(command), command: command?.typed ?? '', reason: skip.message }] : [],
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
      for (const goal of reached)
        say(
          `       ${goal.kind.padEnd(6)} ${goal.machine ? `${goal.machine}: ` : ''}${goal.goal}  (${placeOf(goal)})\n`,
        );
      for (const one of unverifiable)
        say(`       —      ${one.command.split('\n')[0]}: ${one.reason}  (${placeOf(one)})\n`);
      if (reached.length + unverifiable.length === 0) say('       —      nothing to do\n');
    }
  }
  return goals.length > 0 ? EXIT.passed : EXIT.nothingToRun;
}

/** Where a command stands, if that is not the document itself. */
const fromOf = (command: Command | undefined): Pick<Command, 'from'> =>
  command?.from ? { from: command.from } : {};

const placeOf = ({ line, from }: { readonly line: number } & Pick<Command, 'from'>): string =>
  from ? `${from.file}:${from.line}` : `line ${line}`;
