import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Command } from '../model/lab.ts';
import { profileOf } from '../profile/programs.ts';
import { CLEAR, EVERYTHING, REMOVAL, type Unclear } from '../profile/verb.ts';
import { verbOf } from '../profile/verbs.ts';
import { DYNAMIC } from './lives.ts';

/** Reads what a command may do beside its effects; where in doubt, that it may do anything. */
export function unclearIn({ script, where }: Command): Unclear {
  if (OTHER_ENGINE.test(script)) return EVERYTHING;
  const parts = parseScript(script).commands.map(({ words }): Unclear => {
    const docker = dockerCommand(words);
    const program = programWords(words)[0]?.text ?? '';
    if (where.kind === 'inside') return docker ? EVERYTHING : CLEAR;
    if (docker) return ofDocker(docker);
    if (program === 'xargs' && words.some(({ text }) => mayRemove(text))) return REMOVAL;
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
  const { makes } = verbOf(verb);
  if (makes === 'container') {
    const mounts = [...(options.get('volume') ?? []), ...(options.get('mount') ?? [])];
    const named = options.get('name')?.at(-1) ?? '';
    const reaches = mounts.some((mount) => mount.includes('docker.sock'));
    return reaches || DYNAMIC.test(named) ? EVERYTHING : CLEAR;
  }
  if ((makes === 'network' || makes === 'volume') && DYNAMIC.test(words.join(' '))) return EVERYTHING;
  return verbOf(verb).unclear ?? CLEAR;
}

/** Whether a word is a verb that ends or removes what it is given, whatever kind that is of. */
function mayRemove(verb: string): boolean {
  const { does, subject } = verbOf(verb);
  return does === 'remove' || does === 'stop' || does === 'kill' || subject === 'any';
}
