import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { list } from '../../src/report/list.ts';
import type { ReporterKind } from '../../src/report/reporter.ts';
import { tap } from '../../src/report/tap.ts';
import { eventsOf, type LabSketch } from '../support/events.ts';
import { HOSTILE, READS_COMMANDS, spokenIn } from '../support/hostile.ts';
import { reportOf } from '../support/reports.ts';

/** A lab that says `text` wherever a document or a program can say something. */
function labThatSays(text: string): LabSketch {
  const failed = { verdict: 'failed', reason: text, output: text } as const;
  const marks = { expected: [], found: [] };
  const difference = {
    line: 12,
    verdict: 'failed',
    expected: text,
    found: text,
    cause: text,
    marks,
  } as const;
  const check = { line: 12, sentence: text, verdict: 'failed', found: text } as const;
  return {
    file: `labs/${text.replaceAll('/', '')}.md`,
    title: text,
    steps: [
      {
        title: text,
        commands: [
          { ...failed, command: text, shows: [text], differences: [difference] },
          { command: `echo ok; ${text}`, output: text },
          { command: text, verdict: 'skipped', reason: text },
        ],
        checks: [check],
      },
    ],
    cleanup: {
      made: [],
      removed: [],
      left: [{ kind: 'container', name: text, id: text, why: text }],
      durationMs: 1,
    },
    notices: [{ code: 'x', severity: 'warning', message: text, hint: text }],
  };
}

const KINDS: Readonly<Record<string, ReporterKind>> = { list, tap };

for (const [kind, reporter] of Object.entries(KINDS)) {
  for (const [what, text] of Object.entries(HOSTILE)) {
    test(`${kind}: ${what} stays text`, () => {
      for (const verbosity of ['normal', 'verbose'] as const) {
        const report = reportOf(reporter, eventsOf([labThatSays(text)]), { env: READS_COMMANDS, verbosity });
        assert.is(spokenIn(report), undefined);
      }
    });
  }
}

test.run();
