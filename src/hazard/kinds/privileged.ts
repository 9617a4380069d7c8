import { containerOf } from '../../command/objects.ts';
import type { HazardKind } from '../hazard.ts';

const CONTAINERS = new Set(['run', 'create', 'exec', 'compose run', 'compose exec']);
/** Folders of the system that hold the computer's state. */
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|lib|lib64|proc|root|sbin|sys|usr|var|var\/lib|var\/lib\/docker(?:\/.*)?)?\/?$/;

/** Capabilities over what all of a computer shares (capabilities(7)). */
const MIGHTY =
  /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|SYS_BOOT|SYS_TIME|DAC_READ_SEARCH|BPF|PERFMON)$/i;
const HARMLESS = /^\/dev\/(?:null|zero|full|u?random|fuse|net\/tun)(?::|$)/;

export const privileged: HazardKind = {
  found: ({ docker }) => {
    if (!docker || !CONTAINERS.has(docker.verb)) return undefined;
    const { options } = docker;
    if (options.has('privileged') && !(options.get('privileged') ?? []).includes('false'))
      return 'has a container that can change the computer (--privileged)';
    if ((options.get('pid') ?? []).includes('host'))
      return 'has a container among the processes of the computer (--pid=host)';
    const capability = (options.get('cap-add') ?? []).find((name) => MIGHTY.test(name));
    if (capability !== undefined)
      return `has a container that can change the computer (--cap-add ${capability})`;
    const device = options.get('device')?.[0] ?? options.get('device-cgroup-rule')?.[0];
    if (device !== undefined && !HARMLESS.test(device))
      return `has a device of the computer in a container (${device})`;
    const mounted = containerOf(docker, true).volumes.find(
      ({ source, readOnly }) => SYSTEM.test(source) && source !== '' && !readOnly,
    );
    return mounted ? `has ${mounted.source} of the computer mounted in a container` : undefined;
  },
};
