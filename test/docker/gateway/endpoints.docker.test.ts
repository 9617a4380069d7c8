import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { execa } from 'execa';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Endpoint } from '../../../src/docker/endpoint.ts';
import { type TestEngine, withEngine } from '../../support/engine.ts';
import { type Lab, withGateway } from './with-gateway.ts';

test('a gateway reaches an engine over TCP, TLS and ssh as over its socket, half-closed streams included', async () => {
  await withEngine(
    async (engine) => {
      const folder = await mkdtemp(join(tmpdir(), 'lp-endpoints-'));
      const path = process.env.PATH;
      try {
        const socket = engine.dockerHost.replace('unix://', '');
        await using plain = await listening(
          net.createServer(allowHalfOpen, (client) => forward(client, socket)),
        );
        await check(engine, { kind: 'tcp', host: '127.0.0.1', port: plain.port });

        const key = join(folder, 'key.pem');
        const cert = join(folder, 'cert.pem');
        const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
        await execa('openssl', [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-keyout',
          key,
          '-out',
          cert,
          ...subject,
        ]);
        const files = { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') };
        const client = { ca: files.cert, requestCert: true, rejectUnauthorized: true };
        await using secured = await listening(
          tls.createServer({ ...allowHalfOpen, ...files, ...client }, (stream) => forward(stream, socket)),
        );
        const tlsFiles = { ca: cert, cert, key, verify: true };
        await check(engine, { kind: 'tcp', host: 'localhost', port: secured.port, tls: tlsFiles });

        // What ssh would run at its other end.
        const ssh = join(folder, 'ssh');
        await writeFile(
          ssh,
          `#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift 2\nexec env DOCKER_HOST=${engine.dockerHost} "$@"\n`,
        );
        await chmod(ssh, 0o755);
        process.env.PATH = `${folder}:${path}`;
        await check(engine, { kind: 'ssh', destination: 'somewhere' });
      } finally {
        process.env.PATH = path;
        await rm(folder, { recursive: true, force: true });
      }
    },
    { version: '28', images: ['alpine'] },
  );
});

const allowHalfOpen = { allowHalfOpen: true };

async function check(engine: TestEngine, endpoint: Endpoint): Promise<void> {
  const result = await withGateway({ ...engine, endpoint }, async ({ sh }: Lab) => {
    const outcome = await sh(
      `printf 'b\\na\\n' | docker run --rm -i alpine sort
       docker run -d --name cc alpine sleep 1000 >/dev/null
       echo in | docker exec -i cc cat; docker cp cc:/etc/hostname - | tar t; docker attach nosuch
       printf 'FROM alpine\\nRUN echo built\\n' | docker build -q -t built - >/dev/null && docker run --rm built echo ran
       DOCKER_API_VERSION=1.41 docker ps --format '{{.Names}}'; docker stop -t 0 cc`,
    );
    assert.is(
      outcome.stdout,
      'a\nb\nin\nhostname\nran\ncc\ncc',
      `${JSON.stringify(endpoint)}: ${outcome.stderr}`,
    );
  });
  assert.equal(result.left, []);
}

async function listening(server: net.Server): Promise<AsyncDisposable & { readonly port: number }> {
  const clients = new Set<net.Socket>();
  server.on('connection', (client) => clients.add(client));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(client: net.Socket, socket: string): void {
  const engine = net.connect({ path: socket, allowHalfOpen: true });
  client.pipe(engine).pipe(client);
  client.on('error', () => engine.destroy());
  engine.on('error', () => client.destroy());
}

test.run();
