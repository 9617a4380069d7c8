import type { LabResult, RunEvent } from '../model/event.ts';
import type { CommandResult } from '../model/verdict.ts';
import { safeJson } from '../text/log-safe.ts';
import type { ReporterKind } from './reporter.ts';

/** First line of a blob; a reader refuses versions that it does not know. */
export const BLOB_HEAD = { labproof: 'blob', version: 2 } as const;

/**
 * Everything that any report needs, for `merge-reports`: JSON Lines, a head and then the events as
 * they come, so that the blob of a killed run holds what happened. What an event repeats of earlier
 * ones is named by its place among them: `lab` among the labs started, results among those finished.
 */
export const blob: ReporterKind = ({ output, title, relative }) => {
  const write = encoder(relative);
  output.write(`${safeJson(JSON.stringify({ ...BLOB_HEAD, title }))}\n`);
  return {
    event: (event) => output.write(`${write(event)}\n`),
    finish() {},
  };
};

function encoder(relative: (file: string) => string): (event: RunEvent) => string {
  const labs = new Map<string, number>();
  const commands = new Map<CommandResult, number>();
  const results = new Map<LabResult, number>();
  let started = 0;

  function repeated(event: RunEvent): object {
    switch (event.type) {
      case 'run-started':
        return { ...event, files: event.files.map(relative) };
      case 'lab-started':
        labs.set(event.lab.file, started++);
        return event;
      case 'command-finished':
        commands.set(event.result, commands.size);
        return event;
      case 'lab-finished': {
        results.set(event.result, results.size);
        const own = event.result.commands.map((command) => commands.get(command) ?? command);
        return { ...event, result: { ...event.result, commands: own } };
      }
      case 'run-finished': {
        const own = event.result.labs.map((lab) => results.get(lab) ?? lab);
        return { ...event, result: { ...event.result, labs: own } };
      }
      default:
        return event;
    }
  }

  return (event) => {
    const lab = 'lab' in event && event.type !== 'lab-started' ? event.lab : undefined;
    const body = { ...repeated(event), ...(lab ? { lab: labs.get(lab.file) } : {}) };
    // Runs are merged elsewhere, where absolute paths of this machine mean nothing.
    return safeJson(
      JSON.stringify(body, (key, value: unknown) =>
        key === 'file' && typeof value === 'string' && labs.has(value) ? relative(value) : value,
      ),
    );
  };
}
