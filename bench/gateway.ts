/** Median time of the same API call to the engine itself and through the gateway. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Endpoint } from '../src/docker/endpoint.ts';
import { Gateway } from '../src/docker/gateway/gateway.ts';
import { Upstream } from '../src/docker/gateway/upstream.ts';
import { Ledger } from '../src/docker/ledger.ts';

const rounds = 300;
const host = process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock';
const endpoint: Endpoint = { kind: 'unix', path: host.replace('unix://', '') };
const directory = await mkdtemp(path.join(tmpdir(), 'lp-bench-'));
const ledger = await Ledger.open({ directory: path.join(directory, 'ledger'), runId: 'bench', endpoint });
const gateway = await Gateway.open({ endpoint, runId: 'bench', directory, ledger, privileged: 'allow' });
const direct = new Upstream(endpoint);
const through = new Upstream({ kind: 'unix', path: gateway.socketPath });
const name = 'labproof-bench';
await through.ask('POST', `/containers/create?name=${name}`, { body: { Image: 'alpine', Cmd: ['true'] } });

try {
  console.log('call                              direct ms  gateway ms    cost ms');
  const calls = [
    '/_ping',
    '/containers/json?all=1',
    `/containers/${name}/json`,
    '/images/json',
    '/networks',
    '/volumes',
  ];
  for (const call of [...calls, `/containers/${name}/changes`, '/networks/bridge', '/images/alpine/json']) {
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      times[0].push(await timed(direct, call));
      times[1].push(await timed(through, call));
    }
    const [plain, relayed] = times.map(median) as [number, number];
    const numbers = [plain, relayed, relayed - plain].map((value) => value.toFixed(2).padStart(11));
    console.log(call.padEnd(32) + numbers.join(''));
  }
} finally {
  await through.ask('DELETE', `/containers/${name}?force=1`);
  for (const resource of [direct, through, gateway]) await resource[Symbol.asyncDispose]();
  await ledger.forget();
  await rm(directory, { recursive: true, force: true });
}

async function timed(client: Upstream, call: string): Promise<number> {
  const start = performance.now();
  await client.ask('GET', call);
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
