import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Problem } from '../model/problem.ts';

/** Proxies are the computer's; the rest of a user's environment is not the engine's affair. */
export function daemonEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => /^(https?|no)_proxy$/i.test(name));
  const path = `${env.PATH ?? ''}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
  return { ...Object.fromEntries(kept), PATH: path.replace(/^:/, ''), HOME: env.HOME ?? '/root' };
}

/** Settles when the process has ended, or at once where it has or was never started. */
export async function exit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  await once(child, 'exit');
}

/** The line of dockerd's log that says why it gave up, without its time and level. */
export function lastWords(log: string): string {
  const lines = log.trimEnd().split('\n').slice(-200);
  const fatal = lines.findLast((line) => /level=fatal|^failed to start/.test(line)) ?? lines.at(-1) ?? '';
  return /msg="((?:[^"\\]|\\.)*)"/.exec(fatal)?.[1] ?? fatal;
}

/** Why there is no engine of the run's own, and what to do. */
export function noPrivateEngine(message: string, hint?: string): Problem {
  return {
    severity: 'error',
    code: 'private-engine',
    message: `no private engine: ${message}`,
    ...(hint !== undefined && { hint }),
  };
}
