import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ApiError } from './call.ts';
import type { Run } from './run.ts';

/** Where engines listen when nobody says otherwise. */
const usualSockets = [
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/docker/containerd/containerd.sock',
];

/** Links that lead a process of the engine's elsewhere than one of labproof's. */
const throughProcess = /^\/+proc\/(?:self|thread-self|\d+)\/(?:root|cwd|fd|task|map_files)(?:\/|$)/;

/**
 * What to mount instead of a path of the engine's host. The engine's socket becomes the gateway's,
 * so that a container which drives the engine is confined as the lab is; a folder that holds the
 * socket is refused, since there would be a way around the gateway.
 */
export function safeSource(run: Run, source: string): string {
  if (throughProcess.test(path.posix.normalize(source))) {
    throw new ApiError(403, `labproof: refused to mount ${source}: what it is depends on who asks`);
  }
  const found = plain(withoutLinks(source));
  const sockets = [...usualSockets, ...(run.endpoint.kind === 'unix' ? [plain(run.endpoint.path)] : [])];
  if (found === '/' && run.privileged === 'refuse') {
    throw new ApiError(403, 'labproof: this run refuses to mount / of the host');
  }
  if (run.privileged === 'refuse' && (found === run.dataRoot || isWithin(found, run.dataRoot))) {
    throw new ApiError(403, `labproof: this run refuses to mount ${source}, the engine's own data`);
  }
  if (sockets.includes(found) && found.endsWith('docker.sock')) {
    run.view.disguises.set(run.socketPath, source);
    return run.socketPath;
  }
  if (sockets.some((socket) => socket === found || isWithin(socket, found))) {
    throw new ApiError(
      403,
      `labproof: refused to mount ${source}: it holds the engine's socket; mount /var/run/docker.sock itself, which becomes the run's own`,
    );
  }
  return source;
}

function isWithin(inner: string, folder: string): boolean {
  return folder === '/' || inner.startsWith(`${folder}/`);
}

/** Where the path leads on this machine, which is the engine's in most cases; as given otherwise. */
function withoutLinks(source: string): string {
  try {
    return realpathSync(source);
  } catch {
    return source;
  }
}

/** Without `..`, a slash at the end, and the customary link from /var/run. */
function plain(source: string): string {
  const normal = path.posix.normalize(source).replace(/(?<=.)\/+$/, '');
  return normal.replace(/^\/var\/run(?=\/|$)/, '/run');
}
