import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { EngineReader, TaskState } from '../model/engine.ts';
import type { Execution, RunOptions } from '../session/execution.ts';
import type { ShellSession } from '../session/shell.ts';

/** The client of a service whose tasks end one after the other would wait for ever; a reader goes on. */
export async function awaitTasks(
  script: string,
  options: Omit<RunOptions, 'terminal'>,
  {
    shell,
    engine,
  }: { readonly shell: Pick<ShellSession, 'run'>; readonly engine: Pick<EngineReader, 'tasks'> },
): Promise<Execution> {
  const convergence = watchConvergence(engine);
  try {
    const enough = (): boolean => convergence.never() !== undefined;
    const execution = await shell.run(script, { ...options, terminal: 'none', enough });
    const never = execution.ended === 'enough' ? convergence.never() : undefined;
    if (!never) return execution;
    const output = execution.output.replace(IN_BACKGROUND, '');
    return never.kind === 'done'
      ? { ...execution, output }
      : {
          ...execution,
          output: `${output}its tasks fail, one after the other: ${never.failure}\n`,
          ended: 'timeout',
        };
  } finally {
    convergence.stop();
  }
}

/** What docker's client says when it is interrupted while it waits for tasks. */
const IN_BACKGROUND =
  /^(?:Operation continuing in background\.|Use `docker service ps \S+` to check progress\.)\n?/gm;

/** What becomes of a service whose client waits for its tasks to run. */
export interface Convergence {
  /** Why they will not be seen running: each ends, well or not; undefined where they may be. */
  readonly never: () => Never | undefined;
  readonly stop: () => void;
}

export type Never = { readonly kind: 'done' } | { readonly kind: 'failing'; readonly failure: string };

/** Whether the client waits until the tasks of a service have run for a while. */
export function awaitsTasks(script: string): boolean {
  const { commands } = parseScript(script);
  const docker = commands.length === 1 ? dockerCommand(commands[0]!.words) : undefined;
  if (!docker || !/^service (?:create|update|scale|rollback)$/.test(docker.verb)) return false;
  const [detach] = docker.options.get('detach')?.slice(-1) ?? ['false'];
  return detach === 'false';
}

/** Ms between two looks; the client is told of no end. */
const LOOK = 1_000;

/** Looks at the tasks of an engine that are made from now on, until it is stopped. */
export function watchConvergence(engine: Pick<EngineReader, 'tasks'>): Convergence {
  const since = Date.now();
  let found: Never | undefined;
  const look = async (): Promise<void> => {
    // An engine that does not answer is found out by the command itself.
    const tasks = await engine.tasks().catch(() => []);
    found ??= neverRunning(tasks.filter(({ made }) => made >= since));
  };
  const timer = setInterval(() => void look(), LOOK);
  return { never: () => found, stop: () => clearInterval(timer) };
}

/** So many tasks in one place that have ended tell that the next will end too. */
const ENOUGH = 3;

/** Why a service does not come to rest, by the tasks that have been in its places. */
export function neverRunning(tasks: readonly TaskState[]): Never | undefined {
  const places = new Map<string, TaskState[]>();
  for (const task of tasks) {
    if (task.ended === '') continue;
    const ended = places.get(task.place) ?? [];
    ended.push(task);
    places.set(task.place, ended);
  }
  const ended = [...places.values()].find((those) => those.length >= ENOUGH);
  if (!ended) return undefined;
  const failed = ended.findLast((task) => task.ended === 'failed');
  return failed ? { kind: 'failing', failure: failed.failure } : { kind: 'done' };
}
