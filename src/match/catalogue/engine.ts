import type { Message } from './message.ts';

/** What the engine says, from 1.x to 29 (moby: daemon, libnetwork, volume, runconfig; runc). */
export const engineMessages: readonly Message[] = [
  // Objects that are not there.
  [
    'No such container: {object}',
    'no such id: {object}',
    'could not find container: {object}: no such container',
    'no container with name or ID {object} found',
  ],
  [
    'No such image: {object}',
    'no such id: {object}',
    'reference does not exist',
    'image not known: {object}',
  ],
  ...['container', 'image', 'network', 'volume', 'task'].map((kind) => [
    'No such object: {object}',
    'No such image or container: {object}',
    'No such image, container or task: {object}',
    `No such ${kind}: {object}`,
  ]),
  [
    'network {object} not found',
    'No such network: {object}',
    'could not find network {object}',
    'could not find a network matching network mode {object}',
  ],
  ['get {object}: no such volume', 'no such volume: {object}', 'volume {object} not found'],
  ['service {object} not found', 'no such service: {object}'],
  ['node {object} not found', 'no such node: {object}'],
  ['secret {object} not found', 'no such secret: {object}', 'secret not found: {object}'],
  ['config {object} not found', 'no such config: {object}', 'config not found: {object}'],
  ['nothing found in stack: {object}', 'stack {object} not found'],
  ['plugin {object} not found', 'no such plugin: {object}'],
  // Names and ports that are taken.
  [
    'Conflict. The name {object} is already in use by container {id}. You have to {*} (or rename) that container to be able to reuse that name',
    'Conflict. The container name {object} is already in use by container {id}. You have to {*} (or rename) that container to be able to reuse that name',
    'Conflict, The name {object} is already assigned to {id}. You have to {*} (or rename) that container to be able to assign {object} to a container again',
  ],
  ['network with name {object} already exists', 'network {object} already exists'],
  [
    'Bind for {*}:{port} failed: port is already allocated',
    'failed to bind host port {*}:{port}/{*}: address already in use',
    'failed to bind host port for {*}:{port}:{*}: address already in use',
    'Error starting userland proxy: listen {*}:{port}: bind: address already in use',
    'listen {*}:{port}: bind: address already in use',
    'Ports are not available: {*}:{port}: bind: address already in use',
    'port {port} is already allocated',
  ],
  [
    'Pool overlaps with other one on this address space',
    'cannot create network {*}: conflicts with network {*}: networks have overlapping IPv4',
    'networks have overlapping IPv4',
  ],
  [
    'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
    'all predefined address pools have been fully subnetted',
  ],
  [
    'no available IPv4 addresses on this network{*}',
    'no available addresses on this pool',
    'No available pool',
  ],
  ['Address already in use', 'address {*} is already in use'],
  // Objects that something else uses, or that are in another state.
  [
    'You cannot remove a {state} container {object}. Stop the container before attempting removal or {*}',
    'Conflict, You cannot remove a {state} container. Stop the container before attempting removal or {*}',
    'cannot remove container {object}: container is {state}: stop the container before removing or force remove',
    'container is {state}: stop the container before removing or force remove',
    'cannot remove container {object}: {state}: Stop the container before attempting removal or force remove',
  ],
  [
    'You cannot remove a {state} container {object}. Unpause and then stop the container before attempting removal or force remove',
    'cannot remove container {object}: container is {state} and must be unpaused first',
    'container is {state} and must be unpaused first',
  ],
  [
    'conflict: unable to remove repository reference {image} (must force) - container {id} is using its referenced image {other}',
    'Conflict, cannot delete {image} because the container {id} is using it, use -f to force',
  ],
  [
    'conflict: unable to delete {image} (must be forced) - image is being used by stopped container {id}',
    'conflict: unable to delete {image} (must be forced) - container {id} is using its referenced image {other}',
    'Conflict, cannot delete {image} because the container {id} is using it, use -f to force',
  ],
  [
    'conflict: unable to delete {image} (cannot be forced) - image is being used by running container {id}',
    'conflict: unable to delete {image} (cannot be forced) - container {id} is using its referenced image {other}',
    'Conflict, cannot delete {image} because the running container {id} is using it, stop it and use -f to force',
    'Conflict, cannot delete {image} because the running container {id} is using it, stop it and retry',
  ],
  [
    'conflict: unable to delete {image} (must be forced) - image is referenced in multiple repositories',
    'conflict: unable to delete {image} (must be forced) - image is referenced in one or more repositories',
    'Conflict, cannot delete image {image} because it is tagged in multiple repositories, use -f to force',
  ],
  [
    'network {object} has active endpoints',
    'network {object} id {id} has active endpoints',
    'network {object} has active endpoints {*}',
  ],
  ['volume is in use - {ids}', 'volume is in use', 'Conflict: volume is in use', 'volume still in use'],
  [
    'Container {object} is not running',
    'Container {object} is not running: {*}',
    'container not running: {object}',
  ],
  [
    'Container {object} is paused. Unpause the container before stopping{*}',
    'container {object} is paused, unpause the container before {*}',
  ],
  ['You cannot attach to a {state} container, {*}', 'cannot attach to a {state} container, {*}'],
  [
    'cannot join network of a non running container: {object}',
    'cannot join network namespace of a non running container: container {object} is {*}',
  ],
  [
    'container {object} is not connected to the network',
    'container {object} is not connected to the network {*}',
    'container {object} is not connected to network {*}',
  ],
  [
    'container cannot be disconnected from host network or connected to host network',
    'cannot disconnect container from host network - container was created in host network mode',
    'Container cannot be disconnected from host network or connected to host network',
  ],
  [
    '{object} is a pre-defined network and cannot be removed',
    'operation is not permitted on predefined {object} network',
  ],
  [
    '{object} is a pre-defined network and cannot be created',
    'operation is not permitted on predefined {object} network',
  ],
  [
    'Conflicting options: networking can{*}t be used with links. This would result in undefined behavior',
    'conflicting options: host type networking can{*}t be used with links. This would result in undefined behavior',
  ],
  // Values that it does not take.
  [
    'Invalid subnet {subnet} : invalid CIDR address: {*}',
    'invalid subnet {subnet}: invalid CIDR {*}',
    'Invalid subnet {subnet} : invalid CIDR address',
  ],
  ['No public port {port} published for {object}', 'No public port {port}/tcp published for {object}'],
  ['Minimum memory limit allowed is {*}MB', 'Minimum memory limit can not be less than {*}'],
  [
    'Range of CPUs is from {least} to {most}, as there are only {count} CPUs available',
    'range of CPUs is from {least} to {most}, as there are only {count} CPUs available',
  ],
  ['SHM size must be greater than 0', 'SHM size can not be less than 0'],
  ['Invalid detach keys ({keys}) provided', 'Invalid escape keys ({keys}) provided'],
  [
    'Privileged mode is incompatible with user namespaces',
    'privileged mode is incompatible with user namespaces.  You must run the container in the host namespace when running privileged mode',
  ],
  [
    '{object} includes invalid characters for a local volume name, only {*} are allowed',
    '{object} includes invalid characters for a local volume name, only {*} are allowed. If you intended to pass a host directory, use absolute path',
  ],
  [
    'create {object}: conflict: volume name must be unique',
    'volume name must be unique',
    'A volume named {object} already exists with the {*} driver{*}',
  ],
  [
    'Conflict: Tag {tag} is already set to image {id}, if you want to replace it, please use {*}',
    'tag {tag} is already set to image {id}, use the force option to replace it',
  ],
  [
    'image with reference {image} was found but does not match the specified platform: wanted {wanted}, actual: {*}',
    'image with reference {image} was found but does not provide the specified platform ({wanted})',
    'image with reference {image} was found but its platform ({*}) does not match the specified platform ({wanted})',
  ],
  [
    'invalid reference format: repository name must be lowercase',
    'invalid reference format: repository name ({image}) must be lowercase',
    '{image} is not a valid repository/tag: {*}',
  ],
  ['invalid reference format', '{image} is not a valid repository/tag', 'Error parsing reference: {*}'],
  ['sysctl {name} is not whitelisted', 'sysctl {name} is not allowed'],
  [
    'invalid mount config for type bind: bind source path does not exist: {path}',
    'invalid bind mount source, source path not found: {path}',
    'bind mount source path does not exist: {path}',
  ],
  [
    'no such file or directory: {path}',
    'Could not find the file {path} in container {object}',
    'No such container:path: {object}:{path}',
  ],
  // What it says of a program that cannot be started.
  [
    'exec: {program}: executable file not found in $PATH',
    'Container command {program} not found or does not exist',
    'Container command {program} not found',
    'executable file {program} not found in $PATH',
    'executable file not found in $PATH',
    'exec: {program}: executable file not found in $PATH: unknown',
  ],
  [
    'exec: {program}: stat {program}: no such file or directory',
    'stat {program}: no such file or directory',
    'exec: {program}: no such file or directory',
    'Container command {program} not found or does not exist',
  ],
  [
    'exec: {program}: permission denied',
    'Container command {program} could not be invoked',
    'starting container process caused exec: {program}: permission denied',
  ],
  // Swarms.
  [
    'This node is not a swarm manager. Use docker swarm init or docker swarm join to connect this node to swarm and try again',
    'This node is not a swarm manager. {*}',
    'This node is not part of a swarm{*}',
    'This node is not part of swarm',
  ],
  [
    'This node is already part of a swarm. Use docker swarm leave to leave this swarm and join another one',
    'This node is already part of {*}',
  ],
  [
    'This node is not a swarm manager. Worker nodes can{*}t be used to view or modify cluster state. {*}',
    'This node is not a swarm manager. {*}',
  ],
  [
    'could not choose an IP address to advertise since this system has multiple addresses {*}',
    'must specify a listening address because the address to advertise is not recognized as a system address{*}',
  ],
  // Registries.
  [
    'pull access denied for {image}, repository does not exist or may require docker login',
    'repository {image} not found: does not exist or no pull access',
    'pull access denied for {image}, repository does not exist or may require docker login: {*}',
    'image {image} not found',
  ],
  [
    'manifest for {image} not found',
    'manifest for {image} not found: {*}',
    'Tag {*} not found in repository {*}',
  ],
  // The engine that does not answer.
  [
    'Cannot connect to the Docker daemon at {socket}. Is the docker daemon running?',
    'Cannot connect to the Docker daemon. Is the docker daemon running on this host?',
    'failed to connect to the docker API at {socket}{*}',
  ],
  [
    'permission denied while trying to connect to the Docker daemon socket at {socket}{*}',
    'permission denied while trying to connect to the docker API at {socket}{*}',
    'Got permission denied while trying to connect to the Docker daemon socket at {socket}{*}',
  ],
];
