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
  if (MAPS_OF_FACTS.has(parent)) return 'fact';
  if (MAPS_OF_SETTINGS.has(parent)) return 'setting';
  if (MEASURES.has(key)) return 'measure';
  return ENVIRONMENT.has(key) || path.includes('GraphDriver') ? 'environment' : 'form';
}

const MAPS_OF_OBJECTS = new Set(['Networks', 'Containers', 'Services', 'services', 'networks', 'volumes']);
const MAPS_OF_FACTS = new Set(['Ports', 'ExposedPorts', 'PortBindings', 'Volumes']);
const MAPS_OF_SETTINGS = new Set(['Labels', 'Options', 'DriverOpts', 'Env', 'Config', 'Spec']);

/** What builders, storage drivers and set-ups write, whatever the lab does. */
const ENVIRONMENT = new Set(['Parent', 'Comment', 'AppArmorProfile', 'Runtime', 'CgroupnsMode', 'Storage']);

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
  'MemTotal',
  'MemTotalBytes',
  'Start',
  'End',
  'GwPriority',
  'Index',
]);
