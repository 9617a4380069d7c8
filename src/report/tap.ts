import type { LabEngine, LabResult, StepResult } from '../model/event.ts';
import type { CommandResult } from '../model/verdict.ts';
import { consoleText } from '../text/console-text.ts';
import { yaml } from '../text/yaml.ts';
import { engineFactLines, onEngines } from './engine-facts.ts';
import { clipped, legible, legibleLine } from './legible.ts';
import { palette } from './paint.ts';
import type { ReporterKind } from './reporter.ts';
import { cachedText, leftover } from './words.ts';

/** How much of one text goes into a diagnostic, in UTF-16 units. */
const TEXT = 4_096;
const DIFFERENCES = 12;

/**
 * TAP 14 (https://testanything.org/tap-version-14-specification.html): a test point per step,
 * written as it ends; what is not `passed` is told in its YAML block. The plan is at the end, as
 * steps without commands are not known before.
 */
export const tap: ReporterKind = ({ output, relative, env }) => {
  let points = 0;
  let head = false;
  let interrupted: boolean | undefined;
  const results = new Map<string, CommandResult[]>();
  const labs: LabResult[] = [];
  let engines: readonly LabEngine[] = [];
  let on = '';
  const write = (line: string): void => {
    if (!head) output.write('TAP version 14\n');
    head = true;
    output.write(`${consoleText(line, { color: false, env })}\n`);
  };
  return {
    event(event) {
      if (event.type === 'run-started') engines = event.engines ?? [];
      else if (event.type === 'lab-started') {
        results.set(event.lab.file, []);
        on = onEngines([event.engine], engines);
        write(`# ${legibleLine(`${relative(event.lab.file)}  ${event.lab.title}${on}`)}`);
        if (event.cached !== undefined) write(`# ${cachedText(event.cached)}`);
      } else if (event.type === 'command-finished') results.get(event.lab.file)?.push(event.result);
      else if (event.type === 'step-finished') {
        points += 1;
        const commands = results.get(event.lab.file) ?? [];
        results.set(event.lab.file, []);
        write(point(event.result, { points, commands, file: relative(event.lab.file), on }));
      } else if (event.type === 'notice') write(`# ${legibleLine(event.problem.message)}`);
      else if (event.type === 'cleanup-finished' && event.result.left.length > 0) {
        write(`# left: ${legibleLine(leftover([event.result]))}`);
      } else if (event.type === 'lab-finished') labs.push(event.result);
      else if (event.type === 'run-finished') interrupted = event.result.interrupted;
    },
    finish() {
      for (const line of engineFactLines(labs, { paint: palette(false), relative })) write(`# ${line}`);
      // Without its last event a run broke off, unless it never began.
      if (interrupted ?? head) write('Bail out! the run was interrupted');
      write(`1..${points}${points === 0 ? ' # SKIP no step was run' : ''}`);
    },
  };
};

interface Point {
  readonly points: number;
  readonly commands: readonly CommandResult[];
  readonly file: string;
  /** The engine, where there are several. */
  readonly on: string;
}

function point(step: StepResult, { points, commands, file, on }: Point): string {
  const description = escaped(`${file}:${step.line} ${step.number}. ${step.title}${on}`);
  const ok = step.verdict === 'failed' ? 'not ok' : 'ok';
  const reason = commands.find(({ verdict }) => verdict === 'skipped')?.reason ?? '';
  const directive = step.verdict === 'skipped' ? ` # SKIP ${escaped(reason)}` : '';
  const line = `${ok} ${points} - ${description}${directive}`;
  if (step.verdict === 'passed' || step.verdict === 'skipped') return line;
  const { stringify } = yaml();
  const block = stringify(diagnostic(step, commands), { lineWidth: 0 });
  return [line, '---', ...block.trimEnd().split('\n'), '...'].join('\n  ');
}

function diagnostic(step: StepResult, commands: readonly CommandResult[]) {
  const told = commands.filter(({ verdict }) => verdict === 'failed' || verdict === 'drifted');
  const checks = [...commands.flatMap((command) => command.checks), ...step.checks];
  const unmet = checks.filter(({ verdict }) => verdict === 'failed');
  return {
    verdict: step.verdict,
    duration_ms: Math.round(step.durationMs),
    ...(told.length > 0 ? { commands: told.map(ofCommand) } : {}),
    ...(unmet.length > 0
      ? {
          checks: unmet.map(({ line, sentence, found }) => ({
            line,
            sentence: shown(sentence),
            found: shown(found),
          })),
        }
      : {}),
  };
}

function ofCommand({ line, command, verdict, reason, exitCode, differences }: CommandResult) {
  const rest = differences.length - DIFFERENCES;
  return {
    line,
    command: shown(command),
    verdict,
    reason: shown(reason),
    ...(exitCode === undefined ? {} : { exit: exitCode }),
    ...(differences.length > 0
      ? {
          differences: differences.slice(0, DIFFERENCES).map((difference) => ({
            line: difference.line,
            verdict: difference.verdict,
            expected: shown(difference.expected),
            found: shown(difference.found),
          })),
        }
      : {}),
    ...(rest > 0 ? { more_differences: rest } : {}),
  };
}

const shown = (text: string): string => clipped(legible(text), TEXT);

/** `#` would begin a directive and `\` an escape. */
const escaped = (text: string): string => legibleLine(text).replace(/[\\#]/g, '\\$&');
