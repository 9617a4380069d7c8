import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type Docker from 'dockerode';
import { dial } from './dial.ts';
import type { Endpoint, TlsFiles } from './endpoint.ts';

export interface EngineClient extends Disposable {
  readonly docker: Docker;
}

/**
 * A client of the engine at `endpoint`, for what takes more than a question and its answer (see
 * `Upstream`). Its connections are kept for the next call; they are closed when the client is
 * disposed of. Loaded when it is needed: dockerode brings gRPC, which takes longer than a lab's start.
 */
export async function openClient(endpoint: Endpoint): Promise<EngineClient> {
  const { default: Docker } = await import('dockerode');
  const agent = agentFor(endpoint);
  const docker = new Docker({ ...unsetDefaults, ...address(endpoint), agent } as Docker.DockerOptions);
  return { docker, [Symbol.dispose]: () => agent.destroy() };
}

/** dockerode reads the environment unless told otherwise. */
const unsetDefaults = {
  host: undefined,
  port: undefined,
  socketPath: undefined,
  ca: undefined,
  cert: undefined,
  key: undefined,
  protocol: 'http',
  timeout: undefined,
};

function address(endpoint: Endpoint): object {
  switch (endpoint.kind) {
    case 'unix':
      return { socketPath: endpoint.path };
    case 'tcp':
      return { host: endpoint.host, port: endpoint.port, protocol: endpoint.tls ? 'https' : 'http' };
    case 'ssh':
    case 'inside':
    case 'none':
      // The agent makes the connection; the name only fills the Host header.
      return { host: 'docker', port: 80 };
  }
}

function agentFor(endpoint: Endpoint): Agent {
  if (endpoint.kind === 'tcp' && endpoint.tls) return new TlsAgent({ keepAlive: true, ...tls(endpoint.tls) });
  const agent = new Agent({ keepAlive: true });
  if (endpoint.kind !== 'unix' && endpoint.kind !== 'tcp')
    Object.assign(agent, { createConnection: () => dial(endpoint) });
  return agent;
}

function tls(files: TlsFiles): object {
  const read = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path));
  return {
    ca: read(files.ca),
    cert: read(files.cert),
    key: read(files.key),
    rejectUnauthorized: files.verify,
  };
}
