import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { PastRun } from '../report/trend.ts';

const Verdict = v.picklist(['passed', 'drifted', 'failed', 'skipped']);

const Report = v.looseObject({
  version: v.literal(1),
  run: v.looseObject({
    startedAt: v.string(),
    commit: v.optional(v.string()),
    ci: v.optional(v.string()),
  }),
  labs: v.array(
    v.looseObject({
      file: v.string(),
      verdict: Verdict,
      durationMs: v.number(),
      commands: v.array(v.looseObject({ verdict: Verdict })),
    }),
  ),
});

/**
 * The runs whose JSON reports are below a folder, in no order. What else is there is left alone, and a
 * folder that is not there has none: before the first run is nothing to look back at.
 */
export function readPastRuns(folder: string): readonly PastRun[] | { readonly error: string } {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
      .flatMap((entry) => pastRun(readFileSync(join(entry.parentPath, entry.name), 'utf8')));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? [] : { error: `--trend ${folder}: it can't be read (${code ?? message})` };
  }
}

function pastRun(text: string): readonly PastRun[] {
  const result = v.safeParse(Report, parsed(text));
  if (!result.success) return [];
  const { run, labs } = result.output;
  const { startedAt, commit, ci } = run;
  return [
    {
      startedAt,
      commit,
      ci,
      labs: labs.map(({ file, verdict, durationMs, commands }) => ({
        file,
        verdict,
        durationMs,
        failed: commands.filter((command) => command.verdict === 'failed').length,
        commands: commands.length,
      })),
    },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
