import type { Endpoint } from '../docker/endpoint.ts';
import { hostOf } from '../docker/endpoint.ts';
import { messageOf, textOf, Upstream } from '../docker/gateway/upstream.ts';
import type { Problem } from '../model/problem.ts';
import { headerOf, padding, TAIL } from '../text/tar.ts';

export interface MachineImageOptions {
  readonly endpoint: Endpoint;
  /** Of the engine, such as `28.5.2`. */
  readonly version: string;
  /** By the user's choice; else one that is built of the official image of the engine's major version. */
  readonly image: string | undefined;
  readonly signal?: AbortSignal;
}

/** What machines are made of by default, on an engine of this version. */
export const defaultImage = (version: string): string => `labproof-machine:${major(version)}`;

/** What `defaultImage` is built from; machine/Dockerfile is the same, for people. */
export const dockerfile = `# What machines are made of: the official image with an engine in it, and what a lab's shell takes for
# granted. Any image will do that has bash, dockerd, docker, iproute2 and iptables.
ARG BASE=docker:28-dind
FROM $BASE
RUN if command -v apk >/dev/null; then \\
      apk add --no-cache bash coreutils curl findutils grep iproute2 iputils jq perl procps util-linux; \\
    fi
`;

/** The reference of an image that the engine has and that machines can be made of. */
export async function provideMachineImage(options: MachineImageOptions): Promise<string | Problem> {
  const { endpoint, version, image } = options;
  await using upstream = new Upstream(endpoint);
  const wanted = image ?? defaultImage(version);
  if ((await upstream.find(`/images/${wanted}/json`)) !== undefined) return wanted;
  const base = `docker:${major(version)}-dind`;
  try {
    if (image !== undefined) await pull(upstream, wanted, options.signal);
    else await build(upstream, { tag: wanted, base }, options.signal);
    return wanted;
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return {
      severity: 'error',
      code: 'machine-image',
      message: `the engine at ${hostOf(endpoint)} has no image ${wanted} to make machines of, and it could not be ${image === undefined ? `built from ${base}` : 'pulled'}: ${(error as Error).message}`,
      hint:
        image === undefined
          ? `Where it can be pulled: docker pull ${base}. Or name another with --machine-image: any that has bash, dockerd, docker and iproute2.`
          : `Load it there with docker load, or leave --machine-image out.`,
    };
  }
}

const major = (version: string): string => version.split('.')[0] ?? '';

async function pull(upstream: Upstream, reference: string, signal?: AbortSignal): Promise<void> {
  const path = `/images/create?fromImage=${encodeURIComponent(reference)}${/:[^/]*$/.test(reference) ? '' : '&tag=latest'}`;
  await finished(upstream, { path }, signal);
}

async function build(
  upstream: Upstream,
  { tag, base }: { readonly tag: string; readonly base: string },
  signal?: AbortSignal,
): Promise<void> {
  const query = new URLSearchParams({ t: tag, buildargs: JSON.stringify({ BASE: base }), rm: '1' });
  const body = tarOf('Dockerfile', Buffer.from(dockerfile));
  await finished(upstream, { path: `/build?${query}`, body }, signal);
}

/** Rejects with what the engine says when it can't. */
async function finished(
  upstream: Upstream,
  { path, body }: { readonly path: string; readonly body?: Buffer },
  signal?: AbortSignal,
): Promise<void> {
  const answer = await upstream.send({
    method: 'POST',
    path,
    headers: body === undefined ? {} : { 'content-type': 'application/x-tar', 'content-length': body.length },
    ...(body && { body }),
    ...(signal && { signal }),
  });
  const text = await textOf(answer);
  if ((answer.statusCode ?? 0) >= 400) throw new Error(messageOf(text));
  const failed = /"error":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  if (failed !== undefined) throw new Error(JSON.parse(`"${failed}"`) as string);
}

/** An archive of one file, whose name is short. */
const tarOf = (name: string, content: Buffer): Buffer =>
  Buffer.concat([
    headerOf({ name, size: content.length })!,
    content,
    Buffer.alloc(padding(content.length)),
    TAIL,
  ]);
