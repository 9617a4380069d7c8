import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Endpoint } from '../../src/docker/endpoint.ts';
import { type ImageStateOptions, imageState } from '../../src/docker/image-state.ts';
import { withFolder } from '../support/cli.ts';

/** An engine that answers these GETs and has nothing else. */
async function withAnswers(
  answers: Readonly<Record<string, unknown>>,
  use: (endpoint: Endpoint, folder: string) => Promise<void>,
): Promise<void> {
  await withFolder({}, async (folder) => {
    const path = join(folder, 's.sock');
    const server = http.createServer((request, response) => {
      const answer = answers[decodeURIComponent(request.url ?? '').replace(/^\/v[\d.]+/, '')];
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { message: 'no such thing' }));
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    try {
      await use({ kind: 'unix', path }, folder);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
}

const NONE: ImageStateOptions = { contexts: {}, own: undefined, source: undefined, asks: undefined };

const ENGINE = {
  '/images/pear:1/json': { Id: 'sha256:aaa' },
  '/distribution/pear:1/json': { Descriptor: { digest: 'sha256:ddd' } },
  '/distribution/plum:latest/json': { Descriptor: { digest: 'sha256:eee' } },
};

test('an image that an engine has is known by its ID there, another by the digest of its registry', async () => {
  await withAnswers(ENGINE, async (endpoint) => {
    const own = { ...NONE, own: endpoint, asks: endpoint };
    assert.is(await imageState('pear:1', own), 'sha256:aaa');
    assert.is(await imageState('plum', own), 'sha256:eee');
    assert.is(await imageState('fig', own), undefined);
    assert.is(await imageState('plum', { ...NONE, own: endpoint }), undefined);
    assert.is(await imageState('pear:1', { ...NONE, source: endpoint }), 'sha256:aaa');
  });
});

test('a tar and a build context come between the engine of the labs and that which they are copied from', async () => {
  await withAnswers(ENGINE, async (endpoint, folder) => {
    const images = join(folder, 'pears.tar');
    await writeFile(images, 'one');
    const first = await imageState('pear:1', { ...NONE, source: endpoint, images });
    assert.match(first!, /^tar [0-9a-f]{64}$/);
    await writeFile(images, 'two');
    assert.is.not(await imageState('pear:1', { ...NONE, source: endpoint, images }), first);
    assert.is(await imageState('pear:1', { ...NONE, own: endpoint, images }), 'sha256:aaa');
    const context = join(folder, 'pear');
    await mkdir(context);
    await writeFile(join(context, 'Dockerfile'), 'FROM scratch\n');
    const contexts = { 'pear:1': context };
    assert.match((await imageState('pear:1', { ...NONE, source: endpoint, contexts }))!, /^context /);
  });
});

test('an engine that does not answer knows nothing', async () => {
  const nowhere: Endpoint = { kind: 'unix', path: '/nonexistent/docker.sock' };
  assert.is(await imageState('pear:1', { ...NONE, own: nowhere, asks: nowhere }), undefined);
});

test.run();
