import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { Duplex, PassThrough } from 'node:stream';
import tls from 'node:tls';
import type { Endpoint, InsideEndpoint } from './endpoint.ts';
import { startExec } from './exec.ts';

/** In a machine that is a container: there as long as its engine has not yet a socket. */
export const startingFile = '/run/labproof/starting';

/**
 * A new raw connection to the engine's API. Trouble arrives as the stream's `error`. Either side
 * may end its half first: `docker run -i` closes its input and still reads.
 */
export function dial(endpoint: Endpoint): Duplex {
  if (endpoint.kind === 'unix') return net.connect({ path: endpoint.path, allowHalfOpen: true });
  if (endpoint.kind === 'ssh') return overSsh(endpoint);
  if (endpoint.kind === 'inside') return throughExec(endpoint);
  if (endpoint.kind === 'none') return new PassThrough().destroy(new Error('there is no Docker engine'));
  const { host, port } = endpoint;
  if (endpoint.tls === undefined) return net.connect({ host, port, allowHalfOpen: true }).setNoDelay();
  const { ca, cert, key, verify } = endpoint.tls;
  const options: tls.ConnectionOptions & { allowHalfOpen: boolean } = {
    host,
    port,
    allowHalfOpen: true,
    rejectUnauthorized: verify,
    // A server name may not be an address (RFC 6066, section 3).
    ...(net.isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca: readFileSync(ca) }),
    ...(cert !== undefined && { cert: readFileSync(cert) }),
    ...(key !== undefined && { key: readFileSync(key) }),
  };
  return tls.connect(options);
}

/** As the docker CLI reaches an engine over ssh: the remote CLI relays its standard streams. */
function overSsh({ destination, port }: Extract<Endpoint, { kind: 'ssh' }>): Duplex {
  const child = spawn(
    'ssh',
    [
      ...(port === undefined ? [] : ['-p', String(port)]),
      ...['-T', '-o', 'ConnectTimeout=30', '--', destination, 'docker', 'system', 'dial-stdio'],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000);
  });
  // Where ssh ends without a connection, what it says tells more than that its streams have ended.
  const [readable, writable] = [new PassThrough(), new PassThrough()];
  const duplex = Duplex.from({ readable, writable });
  child.stdout.pipe(readable, { end: false });
  child.stdin.on('error', () => {});
  writable.pipe(child.stdin);
  child.on('error', (error) => duplex.destroy(error));
  child.on('close', (code) => {
    if (code === 0) readable.end();
    else duplex.destroy(new Error(`ssh ${destination}: ${complaint.trim() || `exit status ${code}`}`));
  });
  duplex.on('close', () => child.kill());
  return asSocket(duplex);
}

/**
 * The CLI in the container relays. While the machine's engine is being started, which a file tells, its
 * socket is waited for.
 */
const relay = `while [ -e ${startingFile} ] && [ ! -S /var/run/docker.sock ]; do sleep 0.02; done
exec docker system dial-stdio`;

function throughExec({ container, via }: InsideEndpoint): Duplex {
  const [readable, writable] = [new PassThrough(), new PassThrough()];
  const duplex = Duplex.from({ readable, writable });
  startExec({ connect: () => dial(via), container }, { argv: ['sh', '-c', relay] }).then(
    (exec) => {
      let complaint = '';
      exec.errors.setEncoding('utf8').on('data', (text: string) => {
        complaint = (complaint + text).slice(-2000);
      });
      exec.input.on('error', () => {});
      exec.output.on('end', () => {
        if (complaint !== '') duplex.destroy(new Error(complaint.trim()));
      });
      writable.pipe(exec.input);
      exec.output.pipe(readable);
      duplex.on('close', () => exec.close());
    },
    (error: Error) => duplex.destroy(error),
  );
  return asSocket(duplex);
}

/** With what node:http asks of a socket that it keeps alive. */
function asSocket(duplex: Duplex): Duplex {
  const itself = () => duplex;
  return Object.assign(duplex, {
    setKeepAlive: itself,
    setNoDelay: itself,
    setTimeout: itself,
    ref: itself,
    unref: itself,
  });
}
