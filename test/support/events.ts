import type { ContainerState, NetworkState } from '../../src/model/engine.ts';
import type {
  EngineInfo,
  LabEngine,
  LabResult,
  RunEvent,
  RunInfo,
  StepResult,
} from '../../src/model/event.ts';
import type { Command, Lab, Step } from '../../src/model/lab.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { CheckResult, CleanupResult, CommandResult } from '../../src/model/verdict.ts';
import { worst } from '../../src/run/judge.ts';

export type CommandSketch = Partial<CommandResult> & {
  readonly command: string;
  /** The documented output; it begins on the line after the command. */
  readonly shows?: readonly string[];
};

export interface StepSketch {
  readonly title: string;
  readonly number?: string;
  readonly commands: readonly CommandSketch[];
  readonly checks?: readonly CheckResult[];
  /** What is there at its end. */
  readonly topology?: LabSketch['topology'];
}

export interface LabSketch {
  readonly file?: string;
  readonly title?: string;
  readonly engine?: LabEngine;
  readonly steps: readonly StepSketch[];
  readonly cleanup?: CleanupResult;
  readonly topology?: {
    readonly networks: readonly NetworkState[];
    readonly containers: readonly ContainerState[];
  };
  readonly notices?: readonly Problem[];
  /** What its beginning tells beside that. */
  readonly started?: { readonly run?: RunInfo; readonly engine?: EngineInfo };
}

const ENGINE: EngineInfo = { kind: 'private', version: '28.2.0' };

const CLEAN: CleanupResult = { made: [], removed: [], left: [], durationMs: 5 };

/** The events of a run of these labs; a step's heading stands ten lines below the one before. */
export function eventsOf(
  labs: readonly LabSketch[],
  { interrupted = false, run = {} }: { readonly interrupted?: boolean; readonly run?: Partial<RunInfo> } = {},
): readonly RunEvent[] {
  const drawn = labs.map(drawLab);
  const engines = labs.flatMap(({ engine }) => engine ?? []);
  return [
    {
      type: 'run-started',
      ...(engines.length > 1 ? { engines } : { engine: ENGINE }),
      files: drawn.map(({ lab }) => lab.file),
      run: { startedAt: '2026-03-04T05:06:07.000Z', version: '0.1.0', host: 'builder', ...run },
    },
    ...drawn.flatMap(({ events }) => events),
    {
      type: 'run-finished',
      result: { labs: drawn.map(({ result }) => result), durationMs: 1_900, interrupted },
    },
  ];
}

function drawLab({ file = 'labs/wire.md', title = 'Wire', ...sketch }: LabSketch) {
  let id = 0;
  const drawn = sketch.steps.map((step, index) => {
    const line = 10 * (index + 1);
    const ordinal = index + 1;
    const commands = step.commands.map(
      ({ shows, ...command }, n): { command: Command; result: CommandResult } => {
        const at = line + 1 + n * 4;
        return {
          command: {
            kind: 'command',
            id,
            span: { file, line: at, column: 3, endLine: at },
            typed: command.command,
            script: command.command,
            where: { kind: 'host', shell: 0 },
            terminal: 'none',
            expected: shows && {
              span: { file, line: at + 1, column: 1, endLine: at + shows.length },
              lines: shows.map((text, k) => ({ line: at + 1 + k, text })),
            },
            answers: [],
            directives: {},
          },
          result: {
            id: id++,
            line: at,
            step: ordinal,
            verdict: 'passed',
            reason: '',
            exitCode: 0,
            durationMs: 120,
            output: shows ? `${shows.join('\n')}\n` : '',
            differences: [],
            acceptances: [],
            checks: [],
            ...command,
          },
        };
      },
    );
    const checks = step.checks ?? [];
    const results = commands.map(({ result }) => result);
    const source: Step = {
      ordinal,
      number: step.number ?? String(ordinal),
      title: step.title,
      section: '',
      span: { file, line, column: 1, endLine: line + 9 },
      actions: commands.map(({ command }) => command),
    };
    const result: StepResult = {
      ordinal,
      number: source.number,
      title: step.title,
      line,
      verdict: worst([...results, ...checks].map(({ verdict }) => verdict)),
      durationMs: 150,
      checks,
    };
    return { source, commands, result, topology: step.topology };
  });
  const lab: Lab = {
    file,
    text: '',
    title,
    frontMatter: { variables: {}, images: {} },
    steps: drawn.map(({ source }) => source),
    machines: [],
    blocks: [],
    problems: [],
  };
  const result: LabResult = {
    file,
    title,
    ...(sketch.engine && { engine: sketch.engine }),
    verdict: worst(drawn.map((step) => step.result.verdict)),
    steps: drawn.map((step) => step.result),
    commands: drawn.flatMap((step) => step.commands.map((command) => command.result)),
    cleanup: sketch.cleanup ?? CLEAN,
    problems: [],
    durationMs: 1_700,
  };
  const events: RunEvent[] = [
    {
      type: 'lab-started',
      lab,
      startedAt: '2026-03-04T05:06:08.000Z',
      engine: sketch.engine ?? ENGINE,
      ...sketch.started,
    },
    ...drawn.flatMap((step): RunEvent[] => [
      { type: 'step-started', lab, step: step.source },
      ...step.commands.flatMap(({ command, result }): RunEvent[] => [
        { type: 'command-started', lab, command },
        { type: 'command-finished', lab, result },
      ]),
      { type: 'step-finished', lab, result: step.result },
      ...(step.topology ? [{ type: 'topology', lab, ...step.topology } as const] : []),
    ]),
    ...(sketch.topology ? [{ type: 'topology', lab, ...sketch.topology } as const] : []),
    { type: 'cleanup-started', lab },
    ...(sketch.notices ?? []).map((problem): RunEvent => ({ type: 'notice', lab, problem })),
    { type: 'cleanup-finished', lab, result: result.cleanup },
    { type: 'lab-finished', lab, result },
  ];
  return { lab, result, events };
}
