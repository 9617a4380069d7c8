import type { Message } from './message.ts';

/** What the docker CLI says, from 1.x to 29 (docker/cli: cli, cli/command, opts). */
export const clientMessages: readonly Message[] = [
  [
    'docker: {command} is not a docker command',
    'docker: unknown command: docker {command}',
    '{command} is not a docker command',
    'unknown command: docker {command}',
  ],
  [
    '{command} requires at least {count} argument{*}',
    'docker: {command} requires a minimum of {count} argument{*}',
    'docker: {command} requires at least {count} argument{*}',
  ],
  [
    '{command} requires exactly {count} argument{*}',
    'docker: {command} requires {count} argument{*}',
    '{command} requires exactly {count} argument(s){*}',
  ],
  [
    '{command} requires at most {count} argument{*}',
    'docker: {command} requires a maximum of {count} argument{*}',
  ],
  [
    '{command} accepts no argument{*}',
    '{command} requires no arguments{*}',
    '{command} accepts no arguments{*}',
  ],
  [
    '{command} requires at least {least} and at most {most} argument{*}',
    'docker: {command} requires at least {least} and at most {most} argument{*}',
  ],
  ['unknown flag: {flag}', 'flag provided but not defined: {flag}'],
  ['unknown shorthand flag: {letter} in {flag}', 'flag provided but not defined: {flag}'],
  ['flag needs an argument: {flag}', 'flag needs an argument: {*} in {flag}'],
  [
    'invalid argument {value} for {flag} flag: {*}',
    'invalid value {value} for flag {flag}: {*}',
    'invalid argument {value} for {flag}: {*}',
  ],
  ['Conflicting options: --restart and --rm', 'conflicting options: cannot specify both --restart and --rm'],
  ['Conflicting options: -a and -d', 'conflicting options: cannot specify both --attach and --detach'],
  ['Conflicting options: --rm and -d', 'conflicting options: cannot specify both --rm and --detach'],
  [
    'conflicting options: either specify --host or --context, not both',
    'conflicting options: cannot specify both --host and --context',
  ],
  [
    'conflicting options: either specify --name or provide positional arg, not both',
    'Conflicting options: either specify --name or provide positional arg, not both',
    'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
  ],
  [
    'the input device is not a TTY',
    'cannot enable tty mode on non tty input',
    'cannot attach stdin to a TTY-enabled container because stdin is not a terminal',
  ],
  ['context {name} does not exist', 'context {name} not found: {*}', 'context not found: {*}{name}{*}'],
  ['context is in use, set -f flag to force remove', 'context {name} is in use, set -f flag to force remove'],
  ['default: context default cannot be removed', 'context default cannot be removed'],
  ['network prune cancelled has been cancelled', 'network prune has been cancelled'],
  [
    'invalid port format for --expose: {port}',
    'invalid range format for --expose: {port}{*}',
    'invalid containerPort: {port}',
  ],
  [
    'invalid restart policy {policy}',
    'invalid restart policy: unknown policy {policy}{*}',
    'invalid restart policy format{*}',
    'maximum retry count must be an integer',
  ],
  ['Error: failed to rename container named {name}', 'failed to rename container{*}'],
  ['Template parsing error: {*}', 'failed to parse template: {*}', 'failed to execute template: {*}'],
  [
    'scale can only be used with replicated mode',
    'scale can only be used with replicated or replicated-job mode',
  ],
  [
    'replicas can only be used with replicated mode',
    'replicas can only be used with replicated or replicated-job mode',
  ],
  ['unrecognized config key: {key}', '{key}: unrecognized config key'],
  ['variable {name} has white spaces', 'variable {name} contains whitespaces'],
  ['Please specify only one -H', 'Specify only one -H'],
  [
    'cowardly refusing to export to a terminal{*}',
    'cowardly refusing to save to a terminal{*}',
    'Cowardly refusing to save to a terminal{*}',
  ],
  ['destination {path} must be a directory', 'destination {path} must be a directory or a regular file{*}'],
  [
    'must specify at least one container source',
    'copying between containers is not supported',
    'must specify at least one container source or destination',
  ],
  // Advice and questions.
  [
    'Login with your Docker ID to push and pull images from Docker Hub. If you don{*}t have a Docker ID, head over to {*}',
    'Log in with your Docker ID or email address to push and pull images from Docker Hub. If you don{*}t have a Docker ID, head over to {*}',
    'Authenticating with existing credentials...{*}',
  ],
  [
    'To get more help with docker, check out our guides at {*}',
    'For more help on how to use Docker, head to {*}',
  ],
  ['Please enter unlock key:', 'Enter unlock key:'],
  ['Please login prior to {verb}:', 'Login prior to {verb}:'],
  [
    'This node joined a swarm as a worker',
    'This node joined a swarm as a manager',
    'This node joined a Swarm as a worker',
  ],
  ['Are you sure you want to continue? [y/N]{*}', 'Are you sure you want to continue? (y/N){*}'],
  [
    'WARNING! Your password will be stored unencrypted in {*}',
    'WARNING! Your credentials are stored unencrypted in {*}',
    'WARNING: login credentials saved in {*}',
  ],
  [
    'Warning: DOCKER_HOST environment variable overrides the active context. To use {name}, {*}',
    'Warning: DOCKER_HOST environment variable overrides the active context. To use a context, {*}',
  ],
  [
    'Since --detach={*} was not specified, tasks will be {*} in the background{*}',
    'Since --detach={*} was not specified, tasks will be {*}. In a future release, --detach=false will become the default.',
  ],
  // Builds.
  [
    'The command {program} returned a non-zero code: {status}',
    'process {program} did not complete successfully: exit code: {status}',
    'executor failed running [{program}]: exit code: {status}',
    'executor failed running [{program}]: {*}: exit code: {status}',
  ],
  [
    'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat {*}: no such file or directory',
    'failed to read dockerfile: open {*}: no such file or directory',
    'Cannot locate Dockerfile: {*}',
  ],
  ['unable to prepare context: path {path} not found', 'path {path} not found'],
  [
    'COPY failed: stat {*}: no such file or directory',
    'ADD failed: stat {*}: no such file or directory',
    'COPY failed: file not found in build context or excluded by .dockerignore: stat {*}: file does not exist',
    'failed to compute cache key: {*} not found',
    'failed to calculate checksum of ref {*}: not found',
    'COPY failed: {*}: no such file or directory',
  ],
  [
    'Unknown instruction: {name}',
    'dockerfile parse error {*}: unknown instruction: {name}{*}',
    'Dockerfile parse error {*}: unknown instruction: {name}',
  ],
  [
    'The Dockerfile (Dockerfile) cannot be empty',
    'the Dockerfile cannot be empty',
    'file with no instructions',
    'dockerfile parse error: file with no instructions',
  ],
];
