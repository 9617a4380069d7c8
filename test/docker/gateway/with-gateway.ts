import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { cleanUp } from '../../../src/docker/cleanup.ts';
import { Gateway } from '../../../src/docker/gateway/gateway.ts';
import { runLabelAt } from '../../../src/docker/gateway/nesting.ts';
import { Ledger } from '../../../src/docker/ledger.ts';
import type { CleanupResult } from '../../../src/model/verdict.ts';
import type { TestEngine } from '../../support/engine.ts';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

export interface Lab {
  readonly gateway: Gateway;
  readonly runId: string;
  /** Runs a shell script whose docker commands go through the gateway. */
  sh(script: string): Promise<Outcome>;
}

export interface GatewayUse {
  readonly runId?: string;
  readonly stopSeconds?: number;
  readonly privileged?: 'allow' | 'refuse';
}

/** Calls `use` with a gateway before the engine, then cleans up; resolves with cleanup's result. */
export async function withGateway(
  engine: TestEngine,
  use: (lab: Lab) => Promise<void>,
  { runId = 'test', stopSeconds = 1, privileged = 'allow' }: GatewayUse = {},
): Promise<CleanupResult> {
  const directory = await mkdtemp(path.join(tmpdir(), 'lp-gateway-'));
  const { endpoint } = engine;
  const label = await runLabelAt(endpoint);
  const ledger = await Ledger.open({ directory: path.join(directory, 'ledger'), runId, label, endpoint });
  try {
    const gateway = await Gateway.open({
      endpoint,
      runId,
      label,
      directory,
      ledger,
      stopSeconds,
      privileged,
    });
    const env = { ...engine.env, DOCKER_HOST: `unix://${gateway.socketPath}` };
    try {
      await use({ gateway, runId, sh: (script) => sh(script, env) });
    } finally {
      await gateway[Symbol.asyncDispose]();
    }
    return await cleanUp({ endpoint, runId, label, ledger, deadlineMs: 60_000 });
  } finally {
    await ledger.forget();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Runs a shell script in the environment given, its input empty. */
export async function sh(script: string, env: Record<string, string>): Promise<Outcome> {
  const options = { env, extendEnv: false, reject: false, timeout: 60_000, stdin: 'ignore' } as const;
  const { stdout, stderr, exitCode } = await execa('bash', ['-c', script], options);
  return { stdout, stderr, exitCode };
}
