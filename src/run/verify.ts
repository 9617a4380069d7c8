import { setTimeout as delay } from 'node:timers/promises';
import { checkOf } from '../check/catalogue.ts';
import type { Outcome } from '../check/check.ts';
import { type WorkClock, workTime } from '../docker/work-time.ts';
import type { EngineReader } from '../model/engine.ts';
import type { CheckResult } from '../model/verdict.ts';

/** Ms between two looks at a state that the engine is still to reach; the API has no event for all. */
const INTERVAL = 50;

/** Verifies a sentence, again and again until its deadline while it does not hold. */
export async function verify(
  sentence: string,
  line: number,
  { engine, signal }: { readonly engine: EngineReader; readonly signal: AbortSignal },
  clock: Pick<WorkClock, 'now'> = workTime,
): Promise<CheckResult> {
  const check = checkOf(sentence);
  if (!check) return { sentence, verdict: 'skipped', found: 'no check reads this sentence', line };
  const deadline = clock.now() + check.deadlineMs;
  let outcome = await look(() => check.verify(engine));
  while (outcome.verdict === 'failed' && clock.now() < deadline && !signal.aborted) {
    await delay(INTERVAL);
    outcome = await look(() => check.verify(engine));
  }
  return {
    sentence: check.sentence,
    verdict: outcome.verdict,
    found: outcome.verdict === 'passed' ? '' : outcome.found,
    line,
  };
}

/** An engine that does not answer leaves the check undecided; the command has failed already. */
async function look(verifyOnce: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await verifyOnce();
  } catch (error) {
    return { verdict: 'skipped', found: error instanceof Error ? error.message : String(error) };
  }
}
