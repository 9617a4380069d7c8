import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Endpoint } from '../../src/docker/endpoint.ts';
import { Gateway } from '../../src/docker/gateway/gateway.ts';
import { Upstream } from '../../src/docker/gateway/upstream.ts';
import { Ledger } from '../../src/docker/ledger.ts';
import { withEngine } from '../../test/support/engine.ts';
import { measured } from './measure.ts';
import { type Bench, milliseconds, type Table } from './table.ts';

const NAME = 'labproof-bench';
/** Calls take a fraction of what else is measured. */
const CALLS_PER_ROUND = 60;

const CALLS = [
  '/_ping',
  '/containers/json?all=1',
  `/containers/${NAME}/json`,
  '/images/json',
  '/images/alpine/json',
  '/networks',
  '/networks/bridge',
  '/volumes',
];

/** The same API calls to the engine itself and through the gateway. */
export function gateway({ folder, rounds }: Bench): Promise<Table> {
  return withEngine(
    async ({ endpoint }) => {
      const directory = join(folder, 'gateway');
      await mkdir(directory);
      const ledger = await Ledger.open({ directory: join(folder, 'ledger'), runId: 'bench', endpoint });
      await using proxy = await Gateway.open({
        endpoint,
        runId: 'bench',
        directory,
        ledger,
        privileged: 'allow',
      });
      const socket: Endpoint = { kind: 'unix', path: proxy.socketPath };
      await using direct = new Upstream(endpoint);
      await using through = new Upstream(socket);
      const body = { Image: 'alpine', Cmd: ['true'] };
      await through.ask('POST', `/containers/create?name=${NAME}`, { body });
      const rows: string[][] = [];
      for (const call of CALLS) {
        const times = await measured(rounds * CALLS_PER_ROUND, {
          engine: () => direct.ask('GET', call),
          gateway: () => through.ask('GET', call),
        });
        const [own, relayed] = [times.engine.time, times.gateway.time];
        rows.push([call, ...[own, relayed, relayed - own].map(milliseconds)]);
      }
      await ledger.forget();
      return { title: 'Calls of the Engine API', columns: ['', 'engine', 'gateway', 'more'], rows };
    },
    { images: ['alpine'] },
  );
}
