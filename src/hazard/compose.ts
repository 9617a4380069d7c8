import { type ComposeService, composeServices } from '../command/compose-file.ts';
import { isMap, isText, listOf } from '../text/values.ts';
import type { Hazard } from './hazards.ts';
import { isHarmlessDevice, isMighty, isSystemFolder } from './host-parts.ts';

/** What the services of a compose file would do to the computer that they are started on. */
export function hazardsOfCompose(path: string, content: string): readonly Hazard[] {
  return composeServices(content).flatMap(({ name, settings }) =>
    found(settings).map((what): Hazard => ({ kind: 'privileged', message: `${path}: ${name} ${what}` })),
  );
}

function found(service: ComposeService['settings']): readonly string[] {
  const texts = (key: string): readonly string[] => listOf(service[key]).filter(isText);
  const capability = texts('cap_add').find(isMighty);
  const device = texts('devices').find((text) => !isHarmlessDevice(text));
  const mounts = listOf(service.volumes).map(mountOf);
  return [
    ...(service.privileged === true ? ['can change the computer (privileged: true)'] : []),
    ...(service.pid === 'host' ? ['is among the processes of the computer (pid: host)'] : []),
    ...(capability === undefined ? [] : [`can change the computer (cap_add: ${capability})`]),
    ...(device === undefined ? [] : [`has a device of the computer (${device})`]),
    ...mounts.flatMap(({ source, readOnly }) =>
      isSystemFolder(source) && source !== '' && !readOnly ? [`has ${source} of the computer mounted`] : [],
    ),
  ];
}

function mountOf(volume: unknown): { readonly source: string; readonly readOnly: boolean } {
  if (isText(volume)) {
    const [source = '', target, mode = ''] = volume.split(':');
    return { source: target === undefined ? '' : source, readOnly: /\bro\b/.test(mode) };
  }
  const { source, read_only } = isMap(volume) ? volume : {};
  return { source: isText(source) ? source : '', readOnly: read_only === true };
}
