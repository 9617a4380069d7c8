import { type DockerCommand, dockerCommand } from '../command/docker.ts';
import { engineChoice } from '../command/engine-choice.ts';
import { containerOf } from '../command/objects.ts';
import { parseScript } from '../command/words.ts';
import { isHarmlessDevice, isMighty } from '../hazard/host-parts.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem, Span } from '../model/problem.ts';
import { verbOf } from '../profile/verbs.ts';

/** What commands and shown files would do beyond the lab's own objects, in document order. */
export function hazardsOf(lab: Lab): readonly Problem[] {
  return lab.steps
    .flatMap(({ actions }) => actions)
    .flatMap((action) => {
      if (action.kind === 'file') return warnings(action.span, ofComposeFile(action.path, action.content));
      if (action.kind !== 'command' || action.where.kind !== 'host') return [];
      // What is left out does nothing; that it names another engine is said all the same.
      if (action.skip && action.skip.reason !== 'multi-node') return [];
      const found = parseScript(action.script).commands.flatMap(({ words }): readonly Hazard[] => {
        const choice = engineChoice(words);
        const docker = dockerCommand(words);
        return [...(choice ? [ofChoice(choice)] : []), ...(docker ? ofDocker(docker) : [])];
      });
      return warnings(action.span, found);
    });
}

interface Hazard {
  readonly message: string;
  readonly hint: string;
}

function ofDocker(docker: DockerCommand): readonly Hazard[] {
  const { verb, options } = docker;
  if (verb === 'volume create') {
    const device = (options.get('opt') ?? []).flatMap((pair) => /^device=(\/.*)/.exec(pair)?.[1] ?? [])[0];
    return device === undefined ? [] : ofSource(device);
  }
  if (verbOf(verb).runs === undefined) return [];
  const has = (name: string, value: RegExp): boolean =>
    (options.get(name) ?? []).some((text) => value.test(text));
  return [
    ...(options.has('privileged') ? [PRIVILEGED('--privileged')] : []),
    ...(has('pid', /^host$/) ? [PRIVILEGED('--pid=host')] : []),
    ...(has('cap-add', MIGHTY) ? [PRIVILEGED(`--cap-add ${options.get('cap-add')!.join(' ')}`)] : []),
    ...(has('network', /^host$/) ? [HOST_NETWORK('--network host')] : []),
    ...(options.has('device') ? [PRIVILEGED('--device')] : []),
    ...(options.has('device-cgroup-rule') ? [PRIVILEGED('--device-cgroup-rule')] : []),
    ...containerOf(docker, true).volumes.flatMap(({ source }) => ofSource(source)),
  ];
}

/** Capabilities that the gateway refuses under --no-privileged. */
const MIGHTY =
  /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|SYS_BOOT|DAC_READ_SEARCH|BPF|PERFMON)$/i;

const PRIVILEGED = (option: string): Hazard => ({
  message: `${option}: the container can change the engine's host`,
  hint: '--no-privileged refuses it; --engine private keeps it away from the engine of this machine',
});

const HOST_NETWORK = (typed: string): Hazard => ({
  message: `${typed}: the container is in the network of the engine's host`,
  hint: '--engine private gives the lab a network of its own',
});

const SOCKET = /^(?:\/var)?\/run\/docker\.sock$/;
const HOLDS_SOCKET = /^(?:\/|\/var|(?:\/var)?\/run)\/?$/;
const SYSTEM =
  /^\/(?:bin|boot|dev|etc|home|lib|lib64|proc|root|sbin|sys|usr|var\/lib|var\/lib\/docker(?:\/.*)?)\/?$/;

/** A folder or file of the host that is mounted into a container. */
function ofSource(source: string): readonly Hazard[] {
  if (SOCKET.test(source)) {
    return [
      {
        message: `${source}: the container drives the engine`,
        hint: 'it gets the socket of the run, with what the run made',
      },
    ];
  }
  if (HOLDS_SOCKET.test(source)) {
    return [
      {
        message: `${source} of the engine's host is mounted, in which the engine's socket is`,
        hint: 'it is refused: mount what the lab needs of it, or /var/run/docker.sock itself',
      },
    ];
  }
  if (!SYSTEM.test(source)) return [];
  return [
    {
      message: `${source} of the engine's host is mounted`,
      hint: 'mount a folder of the lab; --engine private does not help, since its host is this machine',
    },
  ];
}

function ofChoice({
  typed,
  engine,
}: {
  readonly typed: string;
  readonly engine: 'here' | 'elsewhere';
}): Hazard {
  return engine === 'elsewhere'
    ? { message: `${typed} names another engine`, hint: 'it is skipped: a lab runs on one engine' }
    : {
        message: `${typed} goes to the engine's own socket`,
        hint: "where labproof is root, the run's socket stands there; elsewhere the command is skipped",
      };
}

/** As far as single lines tell. */
function ofComposeFile(path: string, content: string): readonly Hazard[] {
  if (!/compose[\w.-]*\.ya?ml$/.test(path)) return [];
  return content.split('\n').flatMap((line) => {
    if (/^\s+privileged:\s*true\b/.test(line)) return [PRIVILEGED('privileged: true')];
    if (/^\s+pid:\s*["']?host\b/.test(line)) return [PRIVILEGED('pid: host')];
    if (/^\s+network_mode:\s*["']?host\b/.test(line)) return [HOST_NETWORK('network_mode: host')];
    const item = /^\s*-\s*["']?([^"'\s#]+)/.exec(line)?.[1] ?? '';
    if (isMighty(item)) return [PRIVILEGED(`cap_add: ${item}`)];
    const device = item.split(':')[0]!;
    if (/^\/dev\/./.test(device) && !isHarmlessDevice(device)) return [PRIVILEGED(`devices: ${device}`)];
    const source = /^\s*(?:-\s*|source:\s*)["']?(\/[^:"'\s]*)/.exec(line)?.[1];
    return source === undefined ? [] : ofSource(source);
  });
}

function warnings(span: Span, hazards: readonly Hazard[]): readonly Problem[] {
  return hazards.map((hazard) => ({ severity: 'warning', code: 'beyond-the-lab', span, ...hazard }));
}
