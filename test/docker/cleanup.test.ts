import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cleanUp } from '../../src/docker/cleanup.ts';
import { Ledger } from '../../src/docker/ledger.ts';

/** What an engine answers, by method and path without the query; all else it does not know. */
type Answers = Readonly<Record<string, readonly [status: number, value?: unknown]>>;

async function cleaned(answers: Answers): ReturnType<typeof cleanUp> {
  const directory = await mkdtemp(join(tmpdir(), 'labproof-test-'));
  const engine = http.createServer((request, response) => {
    const [status, value] = answers[`${request.method} ${request.url?.replace(/\?.*/, '')}`] ?? [404];
    response.writeHead(status).end(value === undefined ? 'Not Found' : JSON.stringify(value));
  });
  const endpoint = { kind: 'unix', path: join(directory, 'engine.sock') } as const;
  await new Promise<void>((resolve) => engine.listen(endpoint.path, resolve));
  const ledger = await Ledger.open({ directory, runId: 'test', endpoint });
  try {
    ledger.record({ kind: 'container', id: 'c1', name: 'shop' });
    return await cleanUp({ endpoint, runId: 'test', ledger, deadlineMs: 60_000 });
  } finally {
    await ledger.forget();
    engine.closeAllConnections();
    await new Promise((resolve) => engine.close(resolve));
    await rm(directory, { recursive: true, force: true });
  }
}

const OWN = { Labels: { 'labproof.run': 'test' }, Created: 1 };
const LISTS: Answers = {
  'GET /_ping': [200, 'OK'],
  'GET /containers/json': [200, [{ Id: 'c1', Names: ['/shop'], ...OWN }]],
  'GET /networks': [200, [{ Id: 'n1', Name: 'wire', ...OWN }]],
  'GET /volumes': [200, { Volumes: [] }],
  'GET /images/json': [200, []],
  'DELETE /containers/c1': [204],
  'DELETE /networks/n1': [204],
};

test('an engine that knows no services, secrets and configs, as Podman, is cleaned of the rest', async () => {
  const { removed, left } = await cleaned(LISTS);
  assert.equal(left, []);
  assert.equal(
    removed.map(({ kind, name }) => `${kind} ${name}`),
    ['container shop', 'network wire'],
  );
});

test('what an engine does not remove is left, with its words', async () => {
  const refuses = [500, { message: 'network wire is held' }] as const;
  const { removed, left } = await cleaned({ ...LISTS, 'DELETE /networks/n1': refuses });
  assert.equal(
    removed.map(({ name }) => name),
    ['shop'],
  );
  assert.equal(left, [{ kind: 'network', id: 'n1', name: 'wire', why: 'network wire is held' }]);
});

test.run();
