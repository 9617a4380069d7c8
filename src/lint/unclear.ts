import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import type { ObjectKind } from '../command/meaning.ts';
import { parseScript } from '../command/words.ts';
import type { Command } from '../model/lab.ts';
import { profileOf } from '../profile/programs.ts';
import { DYNAMIC } from './lives.ts';

/** What a command may do to objects that its words do not name. */
export interface Unclear {
  /** It may make objects of any name. */
  readonly makes: boolean;
  /** Kinds of which it may remove or replace any. */
  readonly resets: readonly ObjectKind[];
}

const CLEAR: Unclear = { makes: false, resets: [] };
const EVERYTHING: Unclear = { makes: true, resets: ['container', 'network', 'volume', 'image'] };
const REMOVAL: Unclear = { ...EVERYTHING, makes: false };
const REMOVES = new Set(['rm', 'rmi', 'stop', 'kill', 'inspect']);

/** Reads what a command may do beside its effects; where in doubt, that it may do anything. */
export function unclearIn({ script, where }: Command): Unclear {
  if (OTHER_ENGINE.test(script)) return EVERYTHING;
  const parts = parseScript(script).commands.map(({ words }): Unclear => {
    const docker = dockerCommand(words);
    const program = programWords(words)[0]?.text ?? '';
    if (where.kind === 'inside') return docker ? EVERYTHING : CLEAR;
    if (docker) return ofDocker(docker);
    if (program === 'xargs' && words.some(({ text }) => REMOVES.has(text))) return REMOVAL;
    const { leavesEngine, editor } = profileOf(program);
    return program === '' || leavesEngine || editor ? CLEAR : EVERYTHING;
  });
  return {
    makes: parts.some(({ makes }) => makes),
    resets: [...new Set(parts.flatMap(({ resets }) => resets))],
  };
}

/** From here on, or for this command, docker asks another engine. */
const OTHER_ENGINE = /\bDOCKER_(?:HOST|CONTEXT|MACHINE_NAME)\b|\bdocker (?:-H|--host|-c|--context)\b/;

function ofDocker({ verb, options, arguments: words }: DockerCommand): Unclear {
  if (verb.startsWith('compose') || /^(?:stack|service|swarm|node|plugin|context|buildx|app)\b/.test(verb)) {
    return /\b(?:ls|ps|logs|inspect|config|version)$/.test(verb) ? CLEAR : EVERYTHING;
  }
  if (verb === 'run' || verb === 'create') {
    const mounts = [...(options.get('volume') ?? []), ...(options.get('mount') ?? [])];
    const named = options.get('name')?.at(-1) ?? '';
    const reaches = mounts.some((mount) => mount.includes('docker.sock'));
    return reaches || DYNAMIC.test(named) ? EVERYTHING : CLEAR;
  }
  if ((verb === 'network create' || verb === 'volume create') && DYNAMIC.test(words.join(' ')))
    return EVERYTHING;
  if (verb === 'system prune') return REMOVAL;
  if (verb.endsWith(' prune')) {
    const kind = verb.split(' ')[0]!;
    const kinds: readonly ObjectKind[] = ['container', 'network', 'volume', 'image'];
    return { makes: false, resets: kinds.filter((one) => one === kind) };
  }
  if (verb === 'pull' || verb === 'load' || verb === 'build' || verb === 'import' || verb === 'push')
    return { makes: false, resets: ['image'] };
  return CLEAR;
}
