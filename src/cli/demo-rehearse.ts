import { join } from 'node:path';
import { recordScript } from '../demo/record.ts';
import { readDemoSettings } from '../demo/settings.ts';
import { scriptOf } from '../demo/write-script.ts';
import { legibleLine } from '../report/legible.ts';
import { palette } from '../report/paint.ts';
import { count } from '../report/words.ts';
import { clock } from '../stage/notes.ts';
import { type StepTime, saveRehearsal } from '../stage/rehearsed.ts';
import { valuesGiven } from './demo-options.ts';
import { perform } from './demo-perform.ts';
import { problemLine } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { Interruption } from './interruption.ts';
import { standardOutput } from './outputs.ts';
import { type RunSettings, stateDirectory } from './run-options.ts';

/**
 * Runs what is to be shown, tells how long each step takes, and keeps a recording to fall back to. It
 * fails as `run` does, so that nobody has to see that on stage.
 */
export async function rehearseDemo(
  document: { readonly file: string; readonly text: string },
  args: Arguments,
  settings: RunSettings,
): Promise<number> {
  const interruption = new Interruption();
  using _ = interruption.listen();
  const performance = await perform(document, {
    settings: { ...settings, verbosity: 'quiet' },
    signal: interruption.signal,
    allowFailed: args.flags['allow-failed'] === true,
  });
  if ('problems' in performance) {
    for (const problem of performance.problems)
      process.stderr.write(`labproof demo play: ${problemLine(problem)}\n`);
    return interruption.status ?? performance.status;
  }
  const { lab } = performance.plan;
  const look = readDemoSettings({ ...lab.frontMatter.demo, ...valuesGiven(args) });
  if ('error' in look) {
    process.stderr.write(`labproof demo play: ${look.error}\n`);
    return EXIT.usage;
  }
  const script = scriptOf(performance, { ...look, title: look.title ?? lab.title });
  const { events } = recordScript(script, { ...look, origin: '' });
  const begins = events.filter(({ code }) => code === 'm').map(({ at }) => at);
  const end = events.at(-1)?.at ?? 0;
  const steps = script.chapters.map(({ ordinal, title }, index): StepTime & { readonly title: string } => ({
    step: ordinal,
    title,
    runs: performance.results
      .filter(({ step }) => step === ordinal)
      .reduce((sum, { durationMs }) => sum + durationMs, 0),
    plays: (begins[index + 1] ?? end) - begins[index]!,
  }));
  const { write, color } = standardOutput(settings.color);
  const paint = palette(color);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(8);
  for (const { step, title, runs, plays } of steps)
    write(
      `${String(step).padStart(3)}  ${legibleLine(title).padEnd(44)} runs ${seconds(runs)}  is typed and read in ${seconds(plays)}\n`,
    );
  const total = steps.reduce((sum, { runs, plays }) => sum + runs + plays, 0);
  write(paint.bold(`${count(steps.length, 'step')}, ${clock(total)} minutes when nothing is said\n`));
  await saveRehearsal(join(stateDirectory(process.env), 'demo'), document, { script, steps });
  return EXIT.passed;
}
