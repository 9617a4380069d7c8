import { dockerCommand, programWords } from '../command/docker.ts';
import { quote } from '../command/quote.ts';
import { parseScript } from '../command/words.ts';
import { hostIn } from '../profile/arguments.ts';
import { profileOf } from '../profile/programs.ts';
import { verbOf } from '../profile/verbs.ts';
import { isIpv4 } from '../text/ipv4.ts';
import { isOutside, type LabHosts } from './hosts.ts';

/** What of a command needs the internet, in words such as `it fetches from github.com`; undefined when nothing does. */
export function networkUse(script: string, lab: LabHosts, depth = 0): string | undefined {
  for (const { words } of parseScript(script).commands) {
    const docker = dockerCommand(words);
    const texts = programWords(words).map(({ text }) => text);
    const use = docker
      ? (dockerUse(docker.verb, docker.arguments) ?? addressUse(docker.verb, docker.arguments, lab))
      : programUse(texts, lab);
    if (use !== undefined) return use;
    if (depth > 2) continue;
    const inner = docker ? innerScript(docker.verb, docker.arguments) : shellScript(texts);
    const nested = inner === undefined ? undefined : networkUse(inner, lab, depth + 1);
    if (nested !== undefined) return nested;
  }
  return undefined;
}

/** What needs the internet in the RUN and ADD instructions of a Dockerfile. */
export function dockerfileNetworkUse(content: string, lab: LabHosts): string | undefined {
  const text = content.replace(/\\[ \t]*\n(?:\s*#[^\n]*\n)*/g, ' ');
  for (const [, instruction, rest = ''] of text.matchAll(/^\s*(RUN|ADD)\s+(.*)$/gim)) {
    if (instruction!.toUpperCase() === 'ADD') {
      const host = /^https?:/.test(rest) ? hostIn(rest.split(/\s/)[0]!) : undefined;
      if (host !== undefined) return `its Dockerfile fetches from ${host}`;
      continue;
    }
    const words = /^\[/.test(rest)
      ? rest.replace(/[[\]",]/g, ' ')
      : rest.replace(/^(?:--[a-z]+=\S+\s+)+/, '');
    const use = networkUse(words, lab);
    if (use !== undefined) return `its Dockerfile needs the internet: ${use}`;
  }
  return undefined;
}

function dockerUse(verb: string, words: readonly string[]): string | undefined {
  if (verbOf(verb).registry) {
    return `docker ${verb} talks to a registry`;
  }
  const source = verb === 'build' || verb === 'import' ? words[0] : undefined;
  if (source === undefined || !/^(?:https?:|git(?:hub\.com|@|:))/.test(source)) return undefined;
  return `it fetches from ${hostIn(source) ?? source}`;
}

/** An address that is told to the program of an image, as in `docker run prober 203.0.113.7`. */
function addressUse(verb: string, words: readonly string[], lab: LabHosts): string | undefined {
  const address = verb === 'run' ? words[1] : undefined;
  if (address === undefined || !isIpv4(address)) return undefined;
  return isOutside(address, lab) ? `it asks ${address}` : undefined;
}

/** The command line that runs in a container. */
function innerScript(verb: string, words: readonly string[]): string | undefined {
  if (verbOf(verb).runs === undefined) return undefined;
  const [program, ...rest] = words.slice(1);
  if (program === undefined) return undefined;
  return shellScript([program, ...rest]) ?? words.slice(1).map(quote).join(' ');
}

/** The script of `sh -c script`. */
function shellScript([program = '', ...rest]: readonly string[]): string | undefined {
  if (profileOf(program).asks !== 'shell') return undefined;
  const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  return flag < 0 ? undefined : rest[flag + 1];
}

function programUse([program = '', ...rest]: readonly string[], lab: LabHosts): string | undefined {
  return profileOf(program).internet?.(rest, (host) => isOutside(host, lab));
}
