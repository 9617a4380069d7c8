import { Prompts } from '../demo/prompts.ts';
import type { Script } from '../demo/script.ts';
import { documentedOutput, typedText } from '../demo/write-script.ts';
import type { Command, FileAction, Step } from '../model/lab.ts';
import type { Plan, PlannedCommand } from '../plan/plan.ts';

/** One thing that is done in a show, in the order of the document. */
export interface Act {
  readonly step: Step;
  readonly deed:
    | { readonly kind: 'command'; readonly planned: PlannedCommand }
    | { readonly kind: 'file'; readonly file: FileAction };
  /** Set-up, tidying up, and what is before or behind the steps that are shown: done, and not seen. */
  readonly hidden: boolean;
  readonly prompt: string;
  readonly typed: string;
  /** What is shown where it is not run: of a rehearsal, else of the document; undefined where neither has it. */
  readonly recorded: string | undefined;
  /** It can't be done here: the text tells so, or the rehearsal has skipped it. */
  readonly skipped: boolean;
}

export interface ActOptions {
  readonly prompt: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Of a rehearsal of this very document. */
  readonly script: Script | undefined;
}

export function actsOf(plan: Plan, { prompt, from, to, text, script }: ActOptions): readonly Act[] {
  const prompts = new Prompts(text, prompt);
  const shots = new Map(
    script?.chapters.flatMap((chapter) => chapter.shots.map((shot) => [shot.command, shot])),
  );
  return plan.lab.steps.flatMap((step): readonly Act[] => {
    const outside = step.ordinal < from || step.ordinal > to;
    return step.actions.flatMap((action): readonly Act[] => {
      if (action.kind === 'check') return [];
      if (action.kind === 'file') return [fileAct(action, { step, prompts, outside })];
      const shot = shots.get(action.id);
      const own = { step, prompt: prompts.of(action), typed: typedText(action.typed) };
      return [
        {
          ...own,
          deed: { kind: 'command', planned: plan.commands[action.id]! },
          hidden: outside || action.directives.phase !== undefined,
          recorded: shot?.output ?? (action.expected && documentedOutput(action.expected)),
          skipped:
            outOfReach(action) ||
            (script !== undefined && shot === undefined && action.directives.phase === undefined),
        },
      ];
    });
  });
}

function fileAct(
  file: FileAction,
  { step, prompts, outside }: { readonly step: Step; readonly prompts: Prompts; readonly outside: boolean },
): Act {
  return {
    step,
    deed: { kind: 'file', file },
    hidden: outside || file.write !== 'always',
    prompt: prompts.default,
    typed: `cat ${file.path}`,
    recorded: file.content.replace(/\n$/, ''),
    skipped: false,
  };
}

/** Whatever the machine is. */
const outOfReach = ({ skip }: Command): boolean => skip !== undefined && skip.unless === undefined;
