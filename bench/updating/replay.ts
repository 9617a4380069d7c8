import { Inventory } from '../../src/command/inventory.ts';
import { effectsOf } from '../../src/command/meaning.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import { isErrorLine } from '../../src/match/layouts/message.ts';
import { type Comparison, matchOutput, noteOutput } from '../../src/match/match.ts';
import type { LabResult } from '../../src/model/event.ts';
import type { Command } from '../../src/model/lab.ts';
import type { CommandResult, EngineObject } from '../../src/model/verdict.ts';
import type { Plan, PlannedCommand } from '../../src/plan/plan.ts';
import type { FailedOutput } from '../../src/run/context.ts';
import { couldPass, judge, worst } from '../../src/run/judge.ts';
import { matchContextOf } from '../../src/run/match-context.ts';

/** Says what a command prints, given how it compares with what the document shows; undefined: it is not run. */
export type Printer = (
  command: Command,
  play: {
    readonly correspondence: Correspondence;
    /** Leaves no trace. */
    readonly compare: (output: string) => Comparison | undefined;
  },
) => string | undefined;

/** Runs a document as an engine would whose commands print what they are told to. */
export function replay(
  plan: Plan,
  print: Printer,
  outputFailed: (output: FailedOutput) => void = () => {},
): LabResult {
  const correspondence = new Correspondence();
  const inventory = new Inventory();
  const made: EngineObject[] = [];
  const commands = plan.commands.map((planned): CommandResult => {
    const { command, step } = planned;
    for (const { value, what, kind } of planned.pins) {
      const origin = { line: command.span.line, what, kind };
      if (kind === 'subnet') correspondence.pinNetwork(value, origin);
      correspondence.pin(value, origin);
    }
    const { script } = correspondence.rewrite(command.script);
    const context = matchContextOf(command, script, { inventory, correspondence, plan, made: () => made });
    const compare = (live: string): Comparison | undefined =>
      command.expected?.lines.some(({ text }) => text.trim() !== '')
        ? matchOutput({ expected: command.expected, live, context })
        : undefined;
    const peek = (live: string): Comparison | undefined => correspondence.peek(() => compare(live));
    const output = print(command, { correspondence, compare: peek });
    const common = { id: command.id, line: command.span.line, command: command.typed, step: step.ordinal };
    if (output === undefined) {
      if (command.expected) noteOutput(command.expected, correspondence);
      return { ...common, ...NOTHING, verdict: 'skipped', reason: '', output: '' };
    }
    const comparing = correspondence.begin();
    const comparison = compare(output);
    const execution = executionOf(planned, output);
    const judgement = judge(planned, execution, comparison);
    if (command.expected && comparison?.verdict === 'failed' && couldPass(planned, execution, comparison))
      outputFailed({ command, expected: command.expected, live: [output], context, comparing });
    comparing.commit();
    const effects = execution.exitCode === 0 && command.where.kind === 'host' ? effectsOf(script) : [];
    inventory.apply(effects, { line: command.span.line, command: command.id });
    for (const effect of effects) {
      const { kind, name = '' } = effect.act === 'create' ? effect.object : {};
      const [id = ''] = /\b[0-9a-f]{64}\b/.exec(output) ?? [];
      if (kind !== undefined) made.push({ kind: kind as EngineObject['kind'], id, name });
    }
    const differences = comparison?.differences ?? [];
    return { ...common, ...NOTHING, ...judgement, exitCode: execution.exitCode, output, differences };
  });
  const verdict = worst(commands.map((command) => command.verdict));
  return { ...labOf(plan), verdict, steps: [], commands, durationMs: 0 };
}

const NOTHING = { durationMs: 0, differences: [], acceptances: [], checks: [] } as const;

const labOf = ({ lab: { file, title } }: Plan) => ({
  file,
  title,
  cleanup: { made: [], removed: [], left: [], durationMs: 0 },
  problems: [],
});

/** It ends as the document has it end. */
function executionOf({ command }: PlannedCommand, output: string) {
  const { directives, exitShown } = command;
  const failed = command.expected?.lines.some(({ text }) => isErrorLine(text)) ?? false;
  const exitCode = directives.exit ?? exitShown ?? (failed ? 1 : 0);
  return { output, truncated: false, totalBytes: 0, exitCode, ended: 'exit', durationMs: 0 } as const;
}
