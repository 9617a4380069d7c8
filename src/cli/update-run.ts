import type { UpdateRun } from '../update/update-document.ts';
import { firstPlace } from './engine-places.ts';
import { runAttempts } from './lab-attempts.ts';
import type { RunSettings } from './run-options.ts';

/** Runs documents for an update as `run` does, without its reports. */
export function updateRun(settings: RunSettings, signal: AbortSignal): UpdateRun {
  return (plan, outputFailed) =>
    runAttempts(plan, {
      settings,
      signal,
      place: firstPlace(settings),
      emit: () => {},
      observe: () => {},
      engineOpened: () => {},
      bails: () => false,
      broke: (error) => {
        throw error;
      },
      outputFailed,
    });
}
