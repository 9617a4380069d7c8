import { containerOf } from '../../command/objects.ts';
import { verbOf } from '../../profile/verbs.ts';
import type { HazardKind } from '../hazard.ts';
import { isHarmlessDevice, isMighty, isSystemFolder } from '../host-parts.ts';

export const privileged: HazardKind = {
  found: ({ docker }) => {
    if (!docker || verbOf(docker.verb).runs !== 'container') return undefined;
    const { options } = docker;
    if (options.has('privileged') && !(options.get('privileged') ?? []).includes('false'))
      return 'has a container that can change the computer (--privileged)';
    if ((options.get('pid') ?? []).includes('host'))
      return 'has a container among the processes of the computer (--pid=host)';
    const capability = (options.get('cap-add') ?? []).find(isMighty);
    if (capability !== undefined)
      return `has a container that can change the computer (--cap-add ${capability})`;
    const reaches = (name: string): boolean => (options.get(name) ?? []).includes('host');
    if (
      reaches('network') &&
      (options.get('cap-add') ?? []).some((name) => /^(?:CAP_)?NET_ADMIN$/i.test(name))
    )
      return "has a container that can change the computer's network (--network host, --cap-add NET_ADMIN)";
    if (reaches('uts') && options.has('hostname'))
      return "has a container that changes the computer's name (--uts host)";
    const device = options.get('device')?.[0] ?? options.get('device-cgroup-rule')?.[0];
    if (device !== undefined && !isHarmlessDevice(device))
      return `has a device of the computer in a container (${device})`;
    const mounted = containerOf(docker, true).volumes.find(
      ({ source, readOnly }) => isSystemFolder(source) && source !== '' && !readOnly,
    );
    return mounted ? `has ${mounted.source} of the computer mounted in a container` : undefined;
  },
};
