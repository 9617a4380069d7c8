import { isTaken } from './resolve.ts';
import type { Run } from './run.ts';
import type { EngineAnswer } from './upstream.ts';
import type { NamedKind } from './view.ts';

/**
 * Makes an object under the lab's name or, where that is somebody else's, under another (`aside`) that the lab does
 * not see. Somebody may take the name between the look at it and the making.
 */
export async function makeNamed(
  run: Run,
  { kind, name }: { readonly kind: NamedKind; readonly name: string },
  make: (name: string, aside: boolean) => Promise<EngineAnswer>,
): Promise<EngineAnswer> {
  const { apart, suffix } = run.view;
  if (!apart[kind].has(name) && !(await isTaken(run, kind, name))) {
    const answer = await make(name, false);
    if (!(await isSomebodys(run, { kind, name, answer }))) return answer;
  }
  const answer = await make(name + suffix, true);
  if (answer.status === 201) apart[kind].add(name);
  return answer;
}

/** Whether the engine has not made it since the name is somebody else's. */
async function isSomebodys(
  run: Run,
  { kind, name, answer }: { readonly kind: NamedKind; readonly name: string; readonly answer: EngineAnswer },
): Promise<boolean> {
  const { own, pair } = run.view;
  // The engine answers with a volume of that name that is there already as if it had made it.
  if (kind === 'volume') return answer.status < 300 && !answer.text.includes(pair) && !own.volume.has(name);
  if (answer.status !== 409) return false;
  // A container has its name before it can be inspected.
  const holder = /by container \\?"([0-9a-f]{64})/.exec(answer.text)?.[1];
  return holder === undefined ? isTaken(run, kind, name) : !own[kind].has(holder);
}
