/** Networks that every engine has. */
export const BUILT_IN_NETWORKS: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'nat']);

/** Networks that a swarm brings along, a while after it has begun. */
export const SWARM_NETWORKS: ReadonlySet<string> = new Set(['docker_gwbridge', 'ingress']);
