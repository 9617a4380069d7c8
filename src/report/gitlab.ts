import { createHash } from 'node:crypto';
import type { LabResult } from '../model/event.ts';
import type { CommandResult } from '../model/verdict.ts';
import { grouped } from '../text/grouped.ts';
import { safeJson } from '../text/log-safe.ts';
import { onEngines } from './engine-facts.ts';
import { clipped, legibleLine } from './legible.ts';
import { recorder } from './record.ts';
import type { ReporterKind } from './reporter.ts';

/** Length of a description, in UTF-16 units; GitLab shows it on one line of a merge request. */
const DESCRIPTION = 500;

/**
 * GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/): a finding per
 * difference, per check that does not hold, and per failed command that has neither. Fingerprints
 * hold no line and no live value, so a finding stays the same one when the text above it grows.
 */
export const gitlab: ReporterKind = ({ output, relative }) => {
  const run = recorder();
  return {
    event: run.event,
    finish() {
      const { labs, engines } = run.record();
      const all = labs.flatMap(({ result, engine }) => {
        const path = pathOf(relative(result.file));
        const own = new Map<string, number>();
        return findingsOf(result).map((finding) => ({ engine, ...ofFinding(finding, { path, seen: own }) }));
      });
      // What is the same on several engines is one finding; else it says on which it is.
      const findings = [...grouped(all, ({ fingerprint }) => fingerprint).values()].map((same) => {
        const { engine: _, ...finding } = same[0]!;
        const own = same.map(({ engine }) => engine);
        const on = same.length < engines.length ? onEngines(own, engines) : '';
        return { ...finding, description: finding.description + on };
      });
      output.write(`${safeJson(JSON.stringify(findings, undefined, 2))}\n`);
    },
  };
};

interface Finding {
  readonly check: 'failed' | 'drifted' | 'check';
  readonly line: number;
  readonly description: string;
  /** What the document says, which is what makes the finding this one. */
  readonly stated: string;
}

function findingsOf({ commands, steps }: LabResult): readonly Finding[] {
  return [...commands.flatMap(ofCommand), ...steps.flatMap(({ checks }) => checks.flatMap(ofCheck))].sort(
    (a, b) => a.line - b.line,
  );
}

function ofCommand({
  line,
  command,
  verdict,
  reason,
  differences,
  checks,
}: CommandResult): readonly Finding[] {
  if (verdict !== 'failed' && verdict !== 'drifted') return [];
  const found = [
    ...differences.map((difference) => ({
      check: difference.verdict,
      line: difference.line,
      description: difference.cause || comparison(difference) || reason,
      stated: `${command}\n${difference.expected}`,
    })),
    ...checks.flatMap(ofCheck),
  ];
  return found.some(({ check }) => check !== 'drifted' || verdict === 'drifted')
    ? found
    : [...found, { check: verdict, line, description: reason, stated: command }];
}

function ofCheck({ verdict, line, sentence, found }: CommandResult['checks'][number]): readonly Finding[] {
  if (verdict !== 'failed') return [];
  return [{ check: 'check', line, description: `${sentence}: ${found}`, stated: sentence }];
}

function comparison({ expected, found }: CommandResult['differences'][number]): string {
  if (expected === '') return `the document lacks: ${found.trim()}`;
  if (found === '') return `not in the output: ${expected.trim()}`;
  return `the document says: ${expected.trim()}; live: ${found.trim()}`;
}

interface Place {
  readonly path: string;
  readonly seen: Map<string, number>;
}

function ofFinding({ check, line, description, stated }: Finding, { path, seen }: Place) {
  const identity = [path, check, stated].join('\0');
  const repeated = seen.get(identity) ?? 0;
  seen.set(identity, repeated + 1);
  return {
    description: clipped(legibleLine(description), DESCRIPTION).replaceAll('\n', ' '),
    check_name: `labproof/${check}`,
    fingerprint: createHash('sha256').update(`${identity}\0${repeated}`).digest('hex'),
    severity: check === 'drifted' ? 'minor' : 'major',
    location: { path, lines: { begin: line } },
  };
}

/** GitLab matches paths with the repository's and knows no `./`. */
const pathOf = (file: string): string => file.replace(/^(?:\.\/)+/, '');
