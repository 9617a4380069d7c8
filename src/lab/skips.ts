import { dockerCommand, programWords } from '../command/docker.ts';
import { engineChoice } from '../command/engine-choice.ts';
import { parseScript, type Word } from '../command/words.ts';
import type { Skip } from '../model/lab.ts';
import { profileOf } from '../profile/programs.ts';
import type { LabHosts } from './hosts.ts';
import { joinsSwarm } from './machine-clues.ts';
import type { MachineUse } from './machine-use.ts';
import { networkUse } from './network-use.ts';
import { placeholders } from './placeholders.ts';
import { isSynopsis } from './synopsis.ts';

/** A command and what the document tells around it. */
export interface SkipContext {
  readonly script: string;
  /** Reason of a `skip` directive, '' without one, undefined without the directive. */
  readonly directive: string | undefined;
  /** It is typed inside a container. */
  readonly inside: boolean;
  readonly orphan: boolean;
  /** Behind a prompt of PowerShell or cmd. */
  readonly windows: boolean;
  /** The shell it is written for, where the lab has another. */
  readonly foreign: string | undefined;
  /** Why the document only shows it, '' where it is typed. */
  readonly shown: string;
  /** Typed at an interactive program, so it is no shell's command. */
  readonly client: boolean;
  /** What it needs of machines other than the one that the lab begins at. */
  readonly machines: MachineUse | undefined | 'there';
  /** As the document shows it, where `script` is what runs of it. */
  readonly typed: string;
  /** Names that the lab itself gave to things. */
  readonly given: ReadonlySet<string>;
  readonly hosts: LabHosts;
  /** What the Dockerfile it builds needs of the internet. */
  readonly buildUse: string | undefined;
  /** The file that it uses and that the reader was to change, which the document shows in part. */
  readonly unapplied: { readonly path: string; readonly line: number } | undefined;
}

type SkipRule = (context: SkipContext, programs: readonly (readonly string[])[]) => Skip | undefined;

/** Why a command can't run, as far as the text alone tells; the first rule that applies decides. */
export function skipOf(context: SkipContext): Skip | undefined {
  const programs = context.client
    ? []
    : parseScript(context.script).commands.map(({ words }) => programWords(words).map(({ text }) => text));
  for (const rule of RULES) {
    const skip = rule(context, programs);
    if (skip?.unless !== 'machines') {
      if (skip) return skip;
      continue;
    }
    const otherwise = skipOf({ ...context, machines: 'there' });
    return otherwise ? { ...skip, otherwise } : skip;
  }
  return undefined;
}

const RULES: readonly SkipRule[] = [
  ({ directive }) =>
    directive === undefined
      ? undefined
      : { reason: 'directive', message: directive === '' ? 'a directive says so' : directive },
  ({ foreign }) =>
    foreign === undefined
      ? undefined
      : {
          reason: 'platform',
          message: `it is written for ${foreign}`,
          hint: 'show the command for bash too',
        },
  ({ shown }) => (shown === '' ? undefined : { reason: 'synopsis', message: shown }),
  ({ orphan }) =>
    orphan
      ? {
          reason: 'blocked',
          message: 'it belongs to a session in a container, but no command above opens one',
          hint: 'show the `docker exec -it` or `docker attach` that opens it',
        }
      : undefined,
  ({ script, client }) =>
    !client && isSynopsis(script)
      ? { reason: 'synopsis', message: 'it shows the form of a command' }
      : undefined,
  ({ script, client, given, machines }) => {
    // What a reader copies of a join, labproof has, where there are machines to join.
    if (typeof machines === 'object' && machines.unless && joinsSwarm(script)) return undefined;
    const [first] = client ? [] : placeholders(script, given);
    return (
      first && {
        reason: 'placeholder',
        message: `the reader is to fill in ${first.text}`,
        hint: 'write a name that the lab gives',
      }
    );
  },
  ({ machines, typed, inside, client }) => {
    if (typeof machines === 'object') return { reason: 'multi-node', hint: MACHINES, ...machines };
    if (inside || client || machines === 'there') return undefined;
    const { commands } = parseScript(typed);
    const other = commands
      .map(({ words }) => engineChoice(words))
      .find((choice) => choice?.engine === 'elsewhere');
    if (other)
      return { reason: 'multi-node', message: `${other.typed} names another engine`, hint: ELSEWHERE };
    const found = commands
      .map(({ words }) => nodeProgram(programWords(words).map(({ text }) => text)))
      .find((what) => what !== undefined);
    return found === undefined ? undefined : { reason: 'multi-node', message: found, hint: ELSEWHERE };
  },
  (_context, programs) => {
    const editor = [...programs, ...programs.map(inContainer)].find(
      ([program = '', first]) => profileOf(program).editor && first !== '--version',
    )?.[0];
    return editor === undefined
      ? undefined
      : {
          reason: 'editor',
          message: `${editor} is an editor; what is typed in it is not known`,
          hint: 'show the file as a block',
        };
  },
  ({ script, client }) =>
    !client && multiplies(script)
      ? { reason: 'hazard', message: 'it fills the table of processes, after which no command runs' }
      : undefined,
  ({ inside, windows }, programs) => {
    if (inside) return undefined;
    const program = programs.find((words) => isPlatform(words))?.[0];
    if (program !== undefined)
      return { reason: 'platform', message: `${program} changes or needs a certain system` };
    const foreign = windows && programs.some(([name]) => name !== 'docker' && name !== 'docker-compose');
    return foreign ? { reason: 'platform', message: 'it is a command of Windows' } : undefined;
  },
  ({ script, client, hosts }) => {
    const use = client ? undefined : networkUse(script, hosts);
    return use === undefined ? undefined : { reason: 'network', message: use };
  },
  ({ unapplied }) =>
    unapplied && {
      reason: 'missing-file',
      message: `the reader has changed ${unapplied.path}, and line ${unapplied.line} shows only a part of it`,
      hint: `show the whole of ${unapplied.path}`,
    },
  ({ buildUse }) => (buildUse === undefined ? undefined : { reason: 'network', message: buildUse }),
];

/** The program that a docker command runs in a container. */
function inContainer(words: readonly string[]): readonly string[] {
  const docker = words[0] === 'docker' ? dockerCommand(asWords(words)) : undefined;
  return docker && /^(?:run|exec)$/.test(docker.verb) ? docker.arguments.slice(1) : [];
}

const asWords = (words: readonly string[]): readonly Word[] =>
  words.map((text) => ({ text, from: 0, to: 0, quoted: false, dynamic: false }));

const MACHINES = '--engine private, which gives a lab of several machines all of them';
const ELSEWHERE = 'run it where that machine is';

function nodeProgram(words: readonly string[]): string | undefined {
  const [program = ''] = words;
  const { elsewhere } = profileOf(program);
  if (elsewhere !== undefined) return `${program} ${elsewhere}`;
  // As `eval "$(docker-machine env one)"` uses it.
  const inner = words.flatMap((word) => /\$\(([\w-]+) |`([\w-]+) /.exec(word)?.slice(1) ?? []).find(Boolean);
  const used = inner === undefined ? undefined : profileOf(inner).elsewhere;
  if (used !== undefined) return `${inner} ${used}`;
  if (program !== 'docker') return undefined;
  const docker = dockerCommand(asWords(words));
  return docker?.verb === 'swarm join' ? 'it joins another machine to the swarm' : undefined;
}

/**
 * Whether a script starts processes without end that nothing waits for: a function that calls itself more
 * than once whatever it is given, as `:(){ :|:& };:` does, or a loop that begins another one each time round.
 */
function multiplies(script: string): boolean {
  for (const { groups: { name, named, body = '' } = {} } of script.matchAll(FUNCTION)) {
    const calls = body.split(/[\s;|&]+/).filter((word) => word === (name ?? named)).length;
    if (calls > 1 && !CONDITION.test(body)) return true;
  }
  return ENDLESS_START.test(script);
}

const FUNCTION =
  /(?:(?<name>[^\s(){};|&]{1,40})\s{0,8}\(\s{0,8}\)|\bfunction\s{1,8}(?<named>[^\s(){};|&]{1,40})(?:\s{0,8}\(\s{0,8}\))?)\s{0,8}\{(?<body>[^{}]{1,400})\}/g;
const CONDITION = /&&|\|\||\b(?:if|case|while|until|return|exit)\b/;
const ENDLESS_START =
  /\bwhile\s{1,8}(?:true|:)\s{0,8}[;\n]\s{0,8}do\b[^;\n]{1,400}&\s{0,8}[;\n]?\s{0,8}done\b/;

function isPlatform([path = '', first]: readonly string[]): boolean {
  const program = path.replace(/^\/(?:usr\/)?(?:local\/)?s?bin\//, '');
  if (
    /^(?:Get|Set|New|Install|Uninstall|Start|Stop|Invoke|Enable|Disable|Restart|Add|Remove|Write|Test|Import)-[A-Z]\w+$/.test(
      program,
    )
  )
    return true;
  return !program.includes('/') && profileOf(program).platform === true && first !== '--version';
}
