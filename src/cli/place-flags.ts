import type { Flag } from './flag.ts';

/** Where and how commands run. */
export const PLACE = {
  images: {
    type: 'string',
    value: 'DIR|TAR',
    path: true,
    help: 'where absent images come from: an image tar, or a folder of build contexts and tars',
  },
  'engine-pool': {
    type: 'string',
    value: 'NAME[=N],…',
    help: 'with --engine container: the engines that hold the machines, by address or Docker context, each N at a time at most; the one with least to do gets the next',
  },
  'engine-version': {
    type: 'string',
    value: 'VERSION',
    help: 'the engine that a lab is to have, such as 28 or 20.10: machines in containers are made with it, others must have it',
  },
  'machine-image': {
    type: 'string',
    value: 'IMAGE',
    help: 'what machines that are containers are made of (default: built of docker:MAJOR-dind of their engine)',
  },
  workdir: {
    type: 'string',
    value: 'DIR',
    path: true,
    help: 'run in this folder, for labs that use files beside them; only files labproof wrote are removed',
  },
  env: {
    type: 'string',
    multiple: true,
    value: 'NAME[=VALUE]',
    help: 'give labs a variable; NAME alone passes yours on, also one that looks secret',
  },
  'env-file': {
    type: 'string',
    multiple: true,
    value: 'FILE',
    path: true,
    help: 'give labs the variables of a file of NAME=VALUE lines',
  },
  swarm: {
    type: 'boolean',
    help: 'make an engine of the host a swarm for labs that need one and make none, and leave it after them',
  },
  online: { type: 'boolean', help: 'run what needs the internet without looking whether it can be reached' },
  offline: { type: 'boolean', help: 'skip what needs the internet without looking' },
  faithful: { type: 'boolean', help: 'run everything as typed: docker stop waits its full 10 s' },
  timeout: {
    type: 'string',
    value: '30s',
    help: 'deadline per command (stop, build, pull, compose: longer)',
  },
  allow: {
    type: 'string',
    multiple: true,
    value: 'hazard[=KIND,KIND]',
    help: 'run what would change the computer though the lab has no machine of its own: all of it, or these kinds, such as files,packages; repeatable',
  },
  'no-privileged': { type: 'boolean', help: 'refuse privileged containers and mounts of the host’s root' },
} as const satisfies Record<string, Flag>;
