import type { Sign } from './sign.ts';

/**
 * What docker's own programs say is missing: docker, compose (Python's and Go's) and BuildKit.
 * Source: docker/cli, docker/compose, moby/buildkit; seen with the CLI 20.10 and 28.
 */
export const saidByClients: readonly Sign[] = [
  {
    lack: 'object',
    says: /[Nn]o such object: (?<name>\S+)/,
    examples: [
      ['Error: No such object: harbour', 'harbour'],
      ['error: no such object: harbour', 'harbour'],
    ],
  },
  {
    lack: 'context',
    says: /context "(?<name>[^"]+)":? (?:context not found|does not exist)/,
    examples: [
      [
        'context "kiosk": context not found: open /root/.docker/contexts/meta/5d/meta.json: no such file or directory',
        'kiosk',
      ],
      ['context "kiosk" does not exist', 'kiosk'],
    ],
  },
  {
    lack: 'builder',
    says: /no builder "(?<name>[^"]+)" found/,
    examples: [['ERROR: no builder "mason" found', 'mason']],
  },
  {
    lack: 'cli plugin',
    says: /docker: unknown command: docker (?<name>\S+)|docker: '(?<name2>[\w-]+)' is not a docker command|^Usage: {1,2}docker \[OPTIONS\] COMMAND/,
    examples: [
      ['Usage:  docker [OPTIONS] COMMAND [ARG...]', ''],
      ['docker: unknown command: docker scout', 'scout'],
      ["docker: 'scout' is not a docker command.", 'scout'],
    ],
  },
  {
    lack: 'file',
    says: /invalid mount config for type "bind": bind source path does not exist: (?<name>.+)$/,
    examples: [
      [
        'docker: Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /srv/nowhere',
        '/srv/nowhere',
      ],
    ],
  },
  {
    lack: 'file',
    says: /(?:unable to prepare context: path "(?<name>[^"]+)" not found|(?:lstat|stat|open) (?<name2>[^\s:]+): (?:no such file or directory|file does not exist)|[Ee]nv(?:ironment)? file:? (?<name3>\S+?):? not found|Couldn't find env file: (?<name4>\S+)|file \('(?<name5>[^']+)'\) not found or excluded|secret file (?<name6>\S+) does not exist)/,
    examples: [
      ['unable to prepare context: path "lib/src" not found', 'lib/src'],
      [
        'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /tmp/Dockerfile.b: no such file or directory',
        '/tmp/Dockerfile.b',
      ],
      ['docker: open kiosk.env: no such file or directory', 'kiosk.env'],
      ['error reading from menu.txt: open menu.txt: no such file or directory', 'menu.txt'],
      [
        'ERROR: failed to solve: failed to read dockerfile: open Dockerfile.b: no such file or directory',
        'Dockerfile.b',
      ],
      ['env file /srv/kiosk.env not found: stat /srv/kiosk.env: no such file or directory', '/srv/kiosk.env'],
      [
        'COPY failed: file not found in build context or excluded by .dockerignore: stat app.py: file does not exist',
        'app.py',
      ],
    ],
  },
  {
    lack: 'file',
    says: /(?:failed to compute cache key: )?failed to calculate checksum of ref [^:]*(?:::\w+)?: "(?<name>[^"]+)": not found|failed to walk \S+: lstat \S+\/(?<name2>[^\s/:]+): no such file/,
    examples: [
      [
        'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/app.py": not found',
        '/app.py',
      ],
    ],
  },
  {
    lack: 'file',
    says: /no configuration file provided: not found|Can't find a suitable configuration file in this directory/,
    what: 'a compose file',
    examples: [
      ['no configuration file provided: not found', ''],
      ["ERROR: Can't find a suitable configuration file in this directory or any", ''],
    ],
  },
  {
    lack: 'project',
    says: /(?:service "(?<name>[\w.-]+)" (?:is not running|has no container)|no containers? (?:found )?for (?:project|service) "?(?<name2>[\w.-]+)|No container found for (?<name3>[\w.-]+))/,
    examples: [
      ['service "till" is not running', 'till'],
      ['no container found for project "shop": not found', 'shop'],
      ['ERROR: No container found for till_1', 'till_1'],
    ],
  },
  {
    lack: 'variable',
    says: /(?:required variable|variable) "?(?<name>[A-Za-z_]\w*)"? is (?:missing a value|not set)|^(?:\S+: )?(?:line \d+: )?\$\{?(?<name2>[A-Za-z_]\w*)\}?: ambiguous redirect|(?:line \d+: )(?<name3>[A-Za-z_]\w*): unbound variable/,
    examples: [
      [
        'error while interpolating services.till.image: required variable TAG is missing a value: set it',
        'TAG',
      ],
      ['bash: $report: ambiguous redirect', 'report'],
    ],
  },
  {
    lack: 'argument',
    says: /['"]docker [\w -]+['"] requires at least \d+ argument/,
    examples: [
      ['"docker rm" requires at least 1 argument.', ''],
      ["docker: 'docker service rm' requires at least 1 argument", ''],
    ],
  },
  {
    lack: 'terminal',
    says: /the input device is not a TTY|cannot attach stdin to a TTY-enabled container because stdin is not a terminal/,
    what: 'a terminal on its input',
    examples: [['the input device is not a TTY', '']],
  },
];
