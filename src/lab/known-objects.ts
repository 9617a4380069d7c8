import { dockerCommand } from '../command/docker.ts';
import { runsByDefault } from '../command/dockerfile.ts';
import { parseScript } from '../command/words.ts';
import { type Behaviour, behaviourOf, imageBehaviour, type KnownObjects, runBehaviour } from './terminal.ts';

/** What the commands read so far have made, as far as their words tell. */
export interface Known extends KnownObjects {
  /** Programs that the lab installs, by the names of their packages. */
  readonly installed: ReadonlySet<string>;
  /** Programs that were typed at a prompt or in a block of commands. */
  readonly typed: Set<string>;
  /** Takes in a script; `dockerfile` is the content of the last one shown. */
  learn(script: string, dockerfile: string): void;
}

export function createKnown(): Known {
  const containers = new Map<string, Behaviour>();
  const images = new Map<string, Behaviour>();
  const installed = new Set<string>();
  const known: Known = {
    containers,
    images,
    installed,
    typed: new Set(),
    learn(script, dockerfile) {
      for (const [, words = ''] of script.matchAll(INSTALLS))
        for (const word of words.split(/\s+/)) if (/^[a-z][\w.+-]+$/.test(word)) installed.add(word);
      if (!script.includes('docker')) return;
      for (const { words } of parseScript(script).commands) {
        const docker = dockerCommand(words);
        if (docker?.verb === 'build' && dockerfile !== '') {
          for (const tag of docker.options.get('tag') ?? [])
            images.set(tag, builtBehaviour(dockerfile, known));
        }
        if (docker?.verb !== 'run' && docker?.verb !== 'create') continue;
        const name = docker.options.get('name')?.at(-1);
        if (name !== undefined) containers.set(name, runBehaviour(docker, known));
      }
    },
  };
  return known;
}

const INSTALLS =
  /\b(?:(?:apt|apt-get|yum|dnf|zypper|pip3?) (?:-\S+ ){0,4}install|apk (?:-\S+ ){0,4}add|(?:npm|pnpm|yarn)(?: global)? (?:-\S+ ){0,4}(?:install|i|add)|(?:cargo|gem|brew|go|uv tool|pipx) install)((?: +[\w.+=@/-]{1,80}){1,40})/g;

/** What an image runs by default, as its Dockerfile says. */
function builtBehaviour(dockerfile: string, known: KnownObjects): Behaviour {
  const { base, entrypoint, command, exposes } = runsByDefault(dockerfile);
  if (entrypoint === undefined && command === undefined) return imageBehaviour(base, known);
  const words = [entrypoint, command].flatMap((form) => (form === undefined ? [] : wordsOf(form)));
  const behaviour = behaviourOf(words);
  // What publishes a port is a server, whatever its program is called.
  return behaviour === 'ends' && exposes ? 'endless' : behaviour;
}

/** The words of an instruction's exec form, or those that its shell form gives to the shell. */
function wordsOf(form: string): readonly string[] {
  if (form.startsWith('[')) return [...form.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word!);
  return ['sh', '-c', form];
}
