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

/** What a lab's commands are given whatever runs them. */
const CONSTANT = {
  // Hints and progress redraws are for people at a terminal, not for comparison.
  DOCKER_CLI_HINTS: 'false',
  BUILDKIT_PROGRESS: 'plain',
  // What a reader's terminal shows at once is not to be kept back.
  PYTHONUNBUFFERED: '1',
  PAGER: 'cat',
  TERM: 'dumb',
  LC_ALL: 'C.UTF-8',
};

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
  return {
    ...Object.fromEntries(kept(env)),
    ...folders.given,
    DOCKER_HOST: `unix://${folders.socket}`,
    // What a lab does to `~` stays in its own folder.
    HOME: folders.home,
    DOCKER_CONFIG: folders.dockerConfig,
    ...CONSTANT,
  };
}

/** Names of variables that tell of the computer that labproof runs on, or of the user there. */
const LOCAL =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|HOSTNAME|MAIL|SHLVL|DISPLAY|EDITOR|VISUAL|TMPDIR|TEMP|TMP|CDPATH|MANPATH|INFOPATH|BASH_ENV|ENV|_|DOCKER_.*|LABPROOF_.*|XDG_.*|LD_.*|DYLD_.*|SSH_.*|DBUS_.*|GPG_.*|NODE_.*|npm_.*|NVM_.*|LC_.*|LANG(?:UAGE)?|TERM.*|COLORTERM|WAYLAND_.*|XPC_.*|__.*)$/;

/** The environment of shells on another computer, whose root `home` is of. */
export function machineEnvironment(
  env: NodeJS.ProcessEnv,
  { home, given }: { readonly home: string; readonly given: Readonly<Record<string, string>> },
): Record<string, string> {
  return {
    ...Object.fromEntries(kept(env).filter(([name]) => !LOCAL.test(name))),
    ...given,
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: home,
    USER: 'root',
    LOGNAME: 'root',
    ...CONSTANT,
  };
}

function kept(env: NodeJS.ProcessEnv): readonly [string, string][] {
  return Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !SECRET.test(entry[0]) && !BYPASS.includes(entry[0]),
  );
}
