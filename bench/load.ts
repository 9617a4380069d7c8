import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker, labproof } from '../test/support/cli.ts';
import { withEngine } from '../test/support/engine.ts';
import { inventoryOf } from '../test/support/faults.ts';

/**
 * Runs the labs that make a swarm again and again on a machine that is busy, and counts how often they passed
 * and the engine was as before:
 *
 *   load.ts [RUNS] [LOAD]     default 20 and 12
 *
 * What the machine's load lacks is made by processes that only count, at the lowest priority.
 */
const runs = Number(process.argv[2] ?? 20);
const load = Number(process.argv[3] ?? 12);
const LABS = ['labs/swarm.md', 'labs/overlay.md'];

interface Report {
  readonly labs: readonly {
    readonly verdict: string;
    readonly cleanup: { readonly left: readonly unknown[] };
    readonly commands: readonly {
      readonly line: number;
      readonly verdict: string;
      readonly reason: string;
    }[];
  }[];
}

const busy = Array.from({ length: Math.max(0, Math.round(load - loadavg()[0]!)) }, () =>
  spawn('nice', ['-n', '19', 'sh', '-c', 'while :; do :; done'], { stdio: 'ignore' }),
);
let clean = 0;
let passed = 0;
const loads: number[] = [];
try {
  await withEngine(
    async (engine) => {
      const state = await mkdtemp(join(tmpdir(), 'labproof-state-'));
      const env = { ...engine.env, XDG_STATE_HOME: state };
      const seen = async (): Promise<string> =>
        `${await inventoryOf(engine)}\nswarm ${await docker(engine, 'info', '--format', '{{.Swarm.LocalNodeState}}')}`;
      const before = await seen();
      for (let run = 1; run <= runs; run += 1) {
        const began = performance.now();
        const args = ['run', ...LABS, '--engine', 'host', '--reporter', 'json'];
        const { stdout, stderr } = await labproof(args, { env, enter: engine.enter });
        const { labs } = JSON.parse(stdout) as Report;
        const records = await labproof(['clean', '--json', '--yes'], { env });
        const { runs: kept } = JSON.parse(records.stdout) as { readonly runs: readonly unknown[] };
        const after = await seen();
        const failed = labs.flatMap(({ commands }) => commands.filter(({ verdict }) => verdict === 'failed'));
        const left = labs.flatMap(({ cleanup }) => cleanup.left);
        if (failed.length === 0) passed += 1;
        if (after === before && left.length === 0 && kept.length === 0) clean += 1;
        loads.push(loadavg()[0]!);
        const seconds = ((performance.now() - began) / 1000).toFixed(0);
        console.log(`run ${run}: ${seconds} s, load ${loads.at(-1)!.toFixed(1)}, ${failed.length} failed`);
        for (const { line, reason } of failed) console.log(`  line ${line}: ${reason}`);
        if (after !== before || left.length + kept.length > 0)
          console.log(JSON.stringify({ before, after, left, kept, stderr }, undefined, 2));
      }
      await rm(state, { recursive: true, force: true });
    },
    { version: '28' },
  );
} finally {
  for (const child of busy) child.kill('SIGKILL');
}
console.log(
  `${passed} of ${runs} runs passed, ${clean} of ${runs} left nothing, at a load of ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
);
process.exitCode = clean === runs ? 0 : 1;
