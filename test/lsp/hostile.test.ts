import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lintDiagnostics, runDiagnostics } from '../../src/lsp/diagnostics.ts';
import { hoverText } from '../../src/lsp/hover.ts';
import type { PlacedResult } from '../../src/lsp/last-run.ts';
import { eventsOf } from '../support/events.ts';
import { HOSTILE } from '../support/hostile.ts';
import { firstDifference, harmless, markdownOf } from '../support/skeletons.ts';

/** What the last run tells of a command that says `text` wherever it can. */
function placed(text: string): PlacedResult {
  const skip = { reason: 'image', message: text, hint: text } as const;
  const events = eventsOf([
    {
      steps: [
        {
          title: 'A',
          commands: [
            {
              command: 'true',
              verdict: 'failed',
              reason: text,
              output: text,
              skip,
              differences: [
                {
                  line: 12,
                  verdict: 'failed',
                  expected: text,
                  found: text,
                  cause: text,
                  marks: { expected: [], found: [] },
                },
              ],
              acceptances: [{ line: 13, expected: text, found: `${text}.`, reason: text }],
              checks: [{ line: 11, sentence: text, verdict: 'failed', found: text }],
            },
          ],
        },
      ],
    },
  ]);
  const started = events.find((event) => event.type === 'command-started');
  const finished = events.find((event) => event.type === 'command-finished');
  return { command: started!.command, result: finished!.result, shift: 0 };
}

const STEERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

test('what is hovered over is Markdown of our own, whatever was printed', () => {
  for (const [what, text] of Object.entries(HOSTILE))
    for (const line of [11, 13]) {
      const shown = hoverText([placed(text)], line)!;
      assert.not.match(shown, STEERS, what);
      const [own, words] = [shown, hoverText([placed(harmless(text))], line)!].map((each) =>
        JSON.stringify(markdownOf(each)),
      );
      assert.is(own, words, `${what}: ${firstDifference(words!, own!)}`);
    }
});

test('marks say what was printed and steer nothing', () => {
  const finding = { file: 'a.md', line: 1, column: 1, rule: 'x', level: 'error' } as const;
  for (const [what, text] of Object.entries(HOSTILE)) {
    const marks = [
      ...runDiagnostics([placed(text)], ['true']),
      ...lintDiagnostics([{ ...finding, message: text, hint: text }], ['true']),
    ];
    assert.is(marks.length, 3);
    for (const { message } of marks) assert.not.match(String(message), STEERS, what);
  }
});

test.run();
