import type { HazardKind } from '../hazard.ts';

const CONTAINERS = new Set(['run', 'create', 'exec', 'compose run', 'compose exec']);
/** Folders of the system that hold the computer's state. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|lib|lib64|proc|root|sbin|sys|usr|var|var\/lib|var\/lib\/docker(?:\/.*)?)?\/?$/;

export const privileged: HazardKind = {
  found: ({ docker }) => {
    if (!docker || !CONTAINERS.has(docker.verb)) return undefined;
    const { options } = docker;
    if (options.has('privileged') && !(options.get('privileged') ?? []).includes('false'))
      return 'has a container that can change the computer (--privileged)';
    if ((options.get('pid') ?? []).includes('host'))
      return 'has a container among the processes of the computer (--pid=host)';
    const mounted = (options.get('volume') ?? [])
      .map((text) => text.split(':'))
      .find(([source = '', , mode = '']) => SYSTEM.test(source) && source !== '' && !/\bro\b/.test(mode));
    return mounted ? `has ${mounted[0]} of the computer mounted in a container` : undefined;
  },
};
