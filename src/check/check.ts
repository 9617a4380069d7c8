import type { ContainerState, EngineReader, NetworkState } from '../model/engine.ts';

/** What a check found: it holds, it does not (with what is so instead), or it can't be decided. */
export type Outcome =
  | { readonly verdict: 'passed' }
  | { readonly verdict: 'failed'; readonly found: string }
  | { readonly verdict: 'skipped'; readonly found: string };

/** A kind of check: a sentence form and how the engine's state decides it. One file each. */
export interface CheckKind {
  /** How the sentence reads, for error messages and help. */
  readonly form: string;
  /** The sentence is matched whole, in any letter case. */
  readonly pattern: RegExp;
  /** `values` are the pattern's groups; an optional group that is absent is ''. */
  verify(values: readonly string[], engine: EngineReader): Promise<Outcome>;
  /**
   * How long to go on asking while it does not hold, in ms: for states that an engine reaches by
   * itself (health, removal by `--rm`). 0 for the rest.
   */
  readonly deadlineMs: number;
}

export const PASSED: Outcome = { verdict: 'passed' };
export const failed = (found: string): Outcome => ({ verdict: 'failed', found });
export const undecided = (found: string): Outcome => ({ verdict: 'skipped', found });
export const passedIf = (holds: boolean, found: string): Outcome => (holds ? PASSED : failed(found));

/** Runs `verify` on a container that exists. */
export async function ofContainer(
  engine: EngineReader,
  name: string,
  verify: (container: ContainerState) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const container = await engine.container(name);
  return container ? verify(container) : failed(`there is no container ${name}`);
}

/** Runs `verify` on a network that exists. */
export async function ofNetwork(
  engine: EngineReader,
  name: string,
  verify: (network: NetworkState) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const network = await engine.network(name);
  return network ? verify(network) : failed(`there is no network ${name}`);
}

/** `running`, `paused`, `exited with code 3`: a container's state in the words of the sentences. */
export function stateOf(container: ContainerState): string {
  if (container.paused) return 'paused';
  return container.running ? 'running' : `exited with code ${container.exitCode}`;
}
