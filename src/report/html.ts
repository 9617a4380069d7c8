import { page } from './html-page.ts';
import { recorder } from './record.ts';
import type { ReporterKind } from './reporter.ts';

/** A page for people, written when the run is over: one file that opens anywhere. */
export const html: ReporterKind = ({ output, ...options }) => {
  const run = recorder();
  return {
    event: run.event,
    finish: () => output.write(page(run.record(), options)),
  };
};
