/**
 * What a key of `inspect` output says:
 * - `object`: it is the name or ID of an object, so that it must be there;
 * - `fact`: it is a value itself, such as the published port `80/tcp`;
 * - `setting`: it is a label or an option;
 * - `measure`: its value differs between runs;
 * - `environment`: its value is of the machine or the builder;
 * - `form`: it belongs to the format, which versions change.
 */
export type KeyMeaning = 'object' | 'fact' | 'setting' | 'measure' | 'environment' | 'form';

export function meaningOf(path: readonly string[], key: string): KeyMeaning {
  const parent = path.at(-1) ?? '';
  if (MAPS_OF_OBJECTS.has(parent)) return 'object';
  if (MAPS_OF_FACTS.has(parent) || PORT.test(key)) return 'fact';
  if (MAPS_OF_SETTINGS.has(parent)) return 'setting';
  if (MEASURES.has(key) || MEASURED.test(key)) return 'measure';
  return Object.hasOwn(ENVIRONMENT, key) || path.includes('GraphDriver') ? 'environment' : 'form';
}

const PORT = /^\d{1,5}(?:-\d{1,5})?\/(?:tcp|udp|sctp)$/;

const MAPS_OF_OBJECTS = new Set(['Networks', 'Containers', 'Services', 'services', 'networks', 'volumes']);
const MAPS_OF_FACTS = new Set(['Ports', 'ExposedPorts', 'PortBindings', 'Volumes']);
const MAPS_OF_SETTINGS = new Set(['Labels', 'Options', 'DriverOpts', 'Env', 'Config', 'Spec']);

/** Whether a text is one that some builder, storage driver or set-up writes under that key. */
export function isOfEnvironment(path: readonly string[], key: string, value: string): boolean {
  if (path.includes('GraphDriver')) return key !== 'Name' || STORAGE_DRIVER.test(value);
  return Object.hasOwn(ENVIRONMENT, key) && ENVIRONMENT[key]!.test(value);
}

const STORAGE_DRIVER =
  /^(?:overlay2?|overlayfs|fuse-overlayfs|aufs|btrfs|devicemapper|zfs|vfs|windowsfilter)$/;

/** What builders, storage drivers and set-ups write, whatever the lab does. */
const ENVIRONMENT: Readonly<Record<string, RegExp>> = {
  Parent: /^(?:sha256:[0-9a-f]{64})?$/,
  Comment: /^(?:buildkit\.dockerfile\.v\d|Imported from .*)?$/,
  AppArmorProfile: /^(?:docker-default|unconfined)?$/,
  Runtime: /^(?:runc|crun|runsc|nvidia|sysbox-runc|youki|kata\S*|io\.containerd\.\S+)?$/,
  CgroupnsMode: /^(?:host|private)?$/,
  IpcMode: /^(?:shareable|private)?$/,
  OomKillDisable: /^$/,
  MemorySwappiness: /^$/,
  Storage: /^/,
};

/** As programs of any kind call what they measure, and their own number. */
const MEASURED =
  /^(?:p?pid|uptime|timestamp|(?:\w{1,30}_)?(?:duration|elapsed|latency)(?:_?(?:ns|us|ms|s|seconds))?|took(?:_?ms)?|time_?(?:ns|us|ms))$/i;

/** Numbers and texts that a run gives: of the Engine API's inspect, list and info answers. */
const MEASURES = new Set([
  'Pid',
  'Size',
  'SizeRw',
  'SizeRootFs',
  'VirtualSize',
  'SharedSize',
  'Created',
  'CreatedAt',
  'RunningFor',
  'UpdatedAt',
  'StartedAt',
  'FinishedAt',
  'LastTagTime',
  'DockerVersion',
  'ServerVersion',
  'NCPU',
  'ConsoleSize',
  'com.docker.network.driver.overlay.vxlanid_list',
  'MemTotal',
  'MemTotalBytes',
  'Start',
  'End',
  'Index',
]);

/** Whether a value of docker's JSON is what it was made with, which nothing changes by itself. */
export const isAsMade = (path: readonly string[]): boolean => path.some((key) => AS_MADE.has(key));

const AS_MADE = new Set([
  'Args',
  'Cmd',
  'Config',
  'ContainerConfig',
  'Driver',
  'HostConfig',
  'Hostname',
  'IPAM',
  'Image',
  'Labels',
  'Mounts',
  'Options',
  'Path',
  'RootFS',
  'Scope',
  'Spec',
]);
