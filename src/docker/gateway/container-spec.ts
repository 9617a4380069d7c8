import { BUILT_IN_NETWORKS } from '../../profile/networks.ts';
import type { Call } from './call.ts';
import { fold, isObject, type Json, listOf, stringsOf } from './fold.ts';
import { safeSource } from './mounts.ts';
import { refusePrivileges } from './privileges.ts';
import { isTaken, resolve } from './resolve.ts';
import type { Run } from './run.ts';
import { ownVolume } from './view.ts';
import { refuseHostFolder, volumeFor } from './volumes.ts';

export interface ContainerSpec {
  readonly body: Json;
  /** The body for a container whose name is taken: it answers to the lab's name in its networks. */
  named(name: string): Json;
}

const bodyKeys = ['Labels', 'Image', 'HostConfig', 'NetworkingConfig'];
const hostKeys = [
  ...[
    'Binds',
    'Mounts',
    'NetworkMode',
    'PidMode',
    'IpcMode',
    'UTSMode',
    'UsernsMode',
    'Links',
    'VolumesFrom',
  ],
  ...['VolumeDriver', 'Privileged', 'CapAdd', 'Devices', 'DeviceCgroupRules', 'MaskedPaths', 'ReadonlyPaths'],
];

/** The body of a create call with the run's label, and with references as the engine knows them. */
export async function containerSpec(call: Call, body: Json): Promise<ContainerSpec> {
  const { run } = call;
  const spec = fold(body, bodyKeys);
  const host = fold(spec.HostConfig, hostKeys);
  refusePrivileges(run, host);
  spec.Labels = { ...(isObject(spec.Labels) ? spec.Labels : {}), [run.view.label]: run.view.runId };
  if (typeof spec.Image === 'string') spec.Image = await run.images.engineReference(spec.Image);
  for (const key of ['NetworkMode', 'PidMode', 'IpcMode'] as const) {
    if (typeof host[key] === 'string') host[key] = await namespaceOf(run, key, host[key]);
  }
  if (host.Links) host.Links = await Promise.all(stringsOf(host.Links).map((link) => linkOf(run, link)));
  if (host.VolumesFrom) {
    host.VolumesFrom = await Promise.all(
      stringsOf(host.VolumesFrom).map(async (from) => {
        const [reference = '', ...mode] = from.split(':');
        return [await resolve(run, 'container', reference), ...mode].join(':');
      }),
    );
  }
  await setMounts(call, spec, host);
  // Without it, engines before 23 take the same settings from the body itself.
  spec.HostConfig = host;
  await setNetworks(run, spec);
  return { body: spec, named: (name) => withAlias(spec, host, name) };
}

/** Endpoint settings of one network, with links and aliases as the engine knows them. */
export async function endpointSettings(run: Run, value: unknown): Promise<unknown> {
  if (!isObject(value)) return value;
  const settings = fold(value, ['Links', 'Aliases', 'NetworkID']);
  if (settings.Links) {
    settings.Links = await Promise.all(stringsOf(settings.Links).map((link) => linkOf(run, link)));
  }
  if (typeof settings.NetworkID === 'string' && settings.NetworkID !== '') {
    settings.NetworkID = await resolve(run, 'network', settings.NetworkID);
  }
  return settings;
}

async function namespaceOf(run: Run, key: string, value: string): Promise<string> {
  if (value.startsWith('container:')) {
    return `container:${await resolve(run, 'container', value.slice('container:'.length))}`;
  }
  const ownOnly =
    key !== 'NetworkMode' || value === '' || value === 'default' || BUILT_IN_NETWORKS.has(value);
  return ownOnly ? value : resolve(run, 'network', value);
}

async function linkOf(run: Run, link: string): Promise<string> {
  const [reference = '', alias = reference.replace(/^\//, '')] = link.split(':');
  return `${await resolve(run, 'container', reference)}:${alias}`;
}

async function setMounts(call: Call, spec: Json, host: Json): Promise<void> {
  const { run } = call;
  const driver = typeof host.VolumeDriver === 'string' ? host.VolumeDriver : '';
  const binds: string[] = [];
  for (const bind of stringsOf(host.Binds)) {
    const colon = bind.indexOf(':');
    const source = bind.slice(0, Math.max(colon, 0));
    if (colon < 0) binds.push(bind);
    else if (source.startsWith('/')) {
      const safe = safeSource(run, source);
      await run.bindsTo(safe);
      binds.push(safe + bind.slice(colon));
    } else
      binds.push((await volumeFor(run, { name: source, driver, image: spec.Image })) + bind.slice(colon));
  }
  if (host.Binds) host.Binds = binds;
  if (host.Mounts) host.Mounts = await mountsOf(run, host.Mounts);
}

/** The `Mounts` of a container or of a service's tasks. */
export async function mountsOf(run: Run, mounts: unknown): Promise<unknown[]> {
  return Promise.all(
    listOf(mounts).map(async (value) => {
      const mount = fold(value, ['Type', 'Source', 'VolumeOptions']);
      const source = typeof mount.Source === 'string' ? mount.Source : '';
      if (mount.Type === 'bind') {
        const safe = safeSource(run, source);
        await run.bindsTo(safe);
        mount.Source = safe;
      }
      if (mount.Type === 'image') mount.Source = await run.images.engineReference(source);
      if (mount.Type !== 'volume') return mount;
      const options = fold(mount.VolumeOptions, ['Labels', 'DriverConfig']);
      refuseHostFolder(run, fold(options.DriverConfig, ['Options']).Options);
      options.Labels = {
        ...(isObject(options.Labels) ? options.Labels : {}),
        [run.view.label]: run.view.runId,
      };
      mount.VolumeOptions = options;
      if (source === '') return mount;
      const { apart, suffix } = run.view;
      const aside = apart.volume.has(source) || (await isTaken(run, 'volume', source));
      if (aside) apart.volume.add(source);
      mount.Source = aside ? source + suffix : source;
      await run.ledger.intend('volume', source);
      ownVolume(run.view, mount.Source as string);
      run.ledger.record({ kind: 'volume', id: mount.Source as string, name: source });
      return mount;
    }),
  );
}

async function setNetworks(run: Run, spec: Json): Promise<void> {
  if (!isObject(spec.NetworkingConfig)) return;
  const networking = fold(spec.NetworkingConfig, ['EndpointsConfig']);
  const endpoints: Json = {};
  for (const [network, settings] of Object.entries(
    isObject(networking.EndpointsConfig) ? networking.EndpointsConfig : {},
  )) {
    const known = network === 'default' || BUILT_IN_NETWORKS.has(network);
    endpoints[known ? network : await resolve(run, 'network', network)] = await endpointSettings(
      run,
      settings,
    );
  }
  if (isObject(networking.EndpointsConfig)) networking.EndpointsConfig = endpoints;
  spec.NetworkingConfig = networking;
}

function withAlias(spec: Json, host: Json, name: string): Json {
  const mode = typeof host.NetworkMode === 'string' ? host.NetworkMode : '';
  const networking = fold(spec.NetworkingConfig, ['EndpointsConfig']);
  const endpoints: Json = isObject(networking.EndpointsConfig) ? { ...networking.EndpointsConfig } : {};
  // The default network knows no aliases.
  const userDefined =
    mode !== '' && mode !== 'default' && !BUILT_IN_NETWORKS.has(mode) && !mode.startsWith('container:');
  if (userDefined && !(mode in endpoints)) endpoints[mode] = {};
  for (const [network, settings] of Object.entries(endpoints)) {
    if (network === 'default' || BUILT_IN_NETWORKS.has(network)) continue;
    const folded = fold(settings, ['Aliases']);
    endpoints[network] = { ...folded, Aliases: [...new Set([...stringsOf(folded.Aliases), name])] };
  }
  return { ...spec, NetworkingConfig: { ...networking, EndpointsConfig: endpoints } };
}
