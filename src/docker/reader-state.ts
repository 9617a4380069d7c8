import type Docker from 'dockerode';
import type {
  Attachment,
  ContainerState,
  ImageState,
  NetworkState,
  TaskState,
  VolumeState,
} from '../model/engine.ts';

export function networkState(answer: Docker.NetworkInspectInfo): NetworkState {
  const pools = answer.IPAM?.Config ?? [];
  return {
    id: answer.Id,
    name: answer.Name,
    driver: answer.Driver,
    subnets: pools.map(({ Subnet = '', Gateway = '' }) => ({ subnet: Subnet, gateway: Gateway })),
    options: answer.Options ?? {},
    internal: answer.Internal,
  };
}

export function containerState(answer: Docker.ContainerInspectInfo): ContainerState {
  const { State: state } = answer;
  return {
    id: answer.Id,
    name: answer.Name.replace(/^\//, ''),
    image: answer.Config.Image,
    running: state.Running,
    paused: state.Paused,
    exitCode: state.ExitCode,
    health: state.Health?.Status ?? '',
    networks: Object.fromEntries(
      Object.entries(answer.NetworkSettings.Networks).map(([name, endpoint]) => [name, attachment(endpoint)]),
    ),
    mounts: answer.Mounts.map(({ Type, Name = '', Destination }) => ({
      type: Type,
      name: Name,
      destination: Destination,
    })),
    ports: Object.entries(answer.NetworkSettings.Ports ?? {}).flatMap(([container, bindings]) =>
      // Null for a port that is exposed and not published, whatever the types say.
      (bindings ?? []).map(({ HostIp, HostPort }) => ({
        container,
        hostIp: HostIp,
        hostPort: Number(HostPort),
      })),
    ),
  };
}

export function volumeState(answer: Docker.VolumeInspectInfo): VolumeState {
  return { name: answer.Name, driver: answer.Driver, mountpoint: answer.Mountpoint };
}

export function imageState(answer: Docker.ImageInspectInfo): ImageState {
  return { id: answer.Id, tags: answer.RepoTags ?? [] };
}

/** Its types spell one name otherwise than the API. */
type Endpoint = Docker.EndpointSettings & { readonly GlobalIPv6PrefixLen?: number };

function attachment(endpoint: Endpoint): Attachment {
  return {
    ip: endpoint.IPAddress ?? '',
    mac: endpoint.MacAddress ?? '',
    gateway: endpoint.Gateway ?? '',
    prefixLength: endpoint.IPPrefixLen ?? 0,
    ...(endpoint.GlobalIPv6Address && {
      ipv6: {
        ip: endpoint.GlobalIPv6Address,
        prefixLength: endpoint.GlobalIPv6PrefixLen ?? 0,
        gateway: endpoint.IPv6Gateway ?? '',
      },
    }),
  };
}

/** Of the Engine API's list of tasks, what is read here. */
export interface SwarmTask {
  readonly ServiceID: string;
  readonly Slot?: number;
  readonly NodeID?: string;
  readonly CreatedAt: string;
  readonly Status: { readonly State: string; readonly Err?: string };
}

export function taskState({ ServiceID, Slot, NodeID = '', CreatedAt, Status }: SwarmTask): TaskState {
  const done = Status.State === 'complete';
  const failed = Status.State === 'failed' || Status.State === 'rejected';
  return {
    place: `${ServiceID} ${Slot ?? NodeID}`,
    made: Date.parse(CreatedAt),
    ended: done ? 'done' : failed ? 'failed' : '',
    failure: failed ? (Status.Err ?? '') : '',
  };
}
