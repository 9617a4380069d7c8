/** Names of variables that look secret; they are kept from labs and so from reports. */
const SECRET =
  /TOKEN|SECRET|PASS(?:W|PHRASE|$|_)|CREDENTIAL|PRIVATE|API_?KEY|(?:^|_)KEYS?(?:$|_)|AUTH|COOKIE|(?:^|_)(?:PAT|DSN|JWT|PIN)$|(?<!^(?:OLD)?)PWD$/i;

/** Variables that would lead the docker CLI past the gateway. */
const BYPASS = [
  'DOCKER_CONTEXT',
  'DOCKER_TLS',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'BUILDX_BUILDER',
  'COMPOSE_PROJECT_NAME',
  'COMPOSE_FILE',
];

/** The environment of a lab's shells: the caller's, without secrets, with docker led to the gateway. */
export function sessionEnvironment(
  env: NodeJS.ProcessEnv,
  folders: {
    readonly socket: string;
    readonly home: string;
    readonly dockerConfig: string;
    /** Given to labs whatever they are called. */
    readonly given?: Readonly<Record<string, string>>;
  },
): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !SECRET.test(entry[0]) && !BYPASS.includes(entry[0]),
  );
  return {
    ...Object.fromEntries(kept),
    ...folders.given,
    DOCKER_HOST: `unix://${folders.socket}`,
    // What a lab does to `~` stays in its own folder.
    HOME: folders.home,
    DOCKER_CONFIG: folders.dockerConfig,
    // Hints and progress redraws are for people at a terminal, not for comparison.
    DOCKER_CLI_HINTS: 'false',
    BUILDKIT_PROGRESS: 'plain',
    // What a reader's terminal shows at once is not to be kept back.
    PYTHONUNBUFFERED: '1',
    PAGER: 'cat',
    TERM: 'dumb',
    LC_ALL: 'C.UTF-8',
  };
}
