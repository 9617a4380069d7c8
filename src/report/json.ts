import type { LabResult } from '../model/event.ts';
import type { CommandResult, Made } from '../model/verdict.ts';
import { unreadBlocks } from '../plan/coverage.ts';
import { safeJson } from '../text/log-safe.ts';
import { coverageOfRun } from './coverage.ts';
import { engineFacts } from './engine-facts.ts';
import { recorder } from './record.ts';
import type { ReporterKind } from './reporter.ts';

/** One JSON document, written when the run is over; its schema is `report.schema.json`. */
export const json: ReporterKind = ({ output, relative }) => {
  const run = recorder();
  const notices: { file: string; line: number | undefined; code: string; message: string }[] = [];
  return {
    event(event) {
      run.event(event);
      if (event.type !== 'notice') return;
      const { code, message, span } = event.problem;
      const file = span?.file ?? event.lab?.file;
      notices.push({ file: file === undefined ? '' : relative(file), line: span?.line, code, message });
    },
    finish() {
      const { info, engine, engines, durationMs, labs } = run.record();
      const report = {
        version: 1,
        run: info,
        engine,
        ...(engines.length > 0 && { engines }),
        durationMs: Math.round(durationMs),
        labs: labs.map(({ lab, result, startedAt, info: ofRun, engine: at }) => ({
          startedAt,
          run: ofRun,
          engine: at,
          ...ofLab(result, relative),
          coverage: coverageOfRun(lab, result),
          unread: unreadBlocks(lab).map(({ span, unread, reason }) => ({
            line: span.line,
            holds: unread.holds,
            reason,
          })),
        })),
        engineFacts: engineFacts(labs.map(({ result }) => result)).map((fact) => ({
          ...fact,
          file: relative(fact.file),
        })),
        notices,
      };
      output.write(`${safeJson(JSON.stringify(report, undefined, 2))}\n`);
    },
  };
};

function ofLab(lab: LabResult, relative: (file: string) => string) {
  return {
    file: relative(lab.file),
    title: lab.title,
    verdict: lab.verdict,
    durationMs: Math.round(lab.durationMs),
    attempts: lab.attempts ?? 1,
    cached: lab.cached ?? null,
    flaky: lab.attempts !== undefined && lab.verdict !== 'failed',
    steps: lab.steps.map((step) => ({ ...step, durationMs: Math.round(step.durationMs) })),
    commands: lab.commands.map(ofCommand),
    cleanup: {
      made: lab.cleanup.made.map(ofObject),
      removed: lab.cleanup.removed.map(ofObject),
      left: lab.cleanup.left.map((object) => ({ ...ofObject(object), why: object.why })),
    },
    problems: lab.problems.map(({ severity, code, message, span, hint }) => ({
      severity,
      code,
      message,
      line: span?.line ?? null,
      hint: hint ?? null,
    })),
  };
}

function ofCommand(result: CommandResult) {
  return {
    line: result.line,
    from: result.from ?? null,
    command: result.command,
    step: result.step,
    verdict: result.verdict,
    reason: result.reason,
    skip: result.skip?.reason ?? null,
    attempts: result.attempts ?? 1,
    exitCode: result.exitCode ?? null,
    durationMs: Math.round(result.durationMs),
    differences: result.differences.map(({ line, expected, found, cause, verdict }) => ({
      line,
      expected,
      found,
      cause,
      verdict,
    })),
    checks: result.checks.map(({ sentence, verdict, found }) => ({ sentence, verdict, found })),
    output: result.output,
  };
}

const ofObject = ({ kind, id, name }: Made) => ({ kind, id, name });
