import { dockerCommand, programWords } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import { showsDetaching } from '../lab/leaving.ts';
import type { Command } from '../model/lab.ts';
import { profileOf } from '../profile/programs.ts';

/** Quiet time after which a command that shows what is documented has shown all, in ms. */
const SETTLED = 300;
/** Quiet time after which a command that shows something else shows no more, in ms. */
const QUIET = 2_500;
/** The longest that a command which never ends is watched, in ms. */
const LONGEST = 12_000;
/** The same where nothing is documented, so that there is nothing to wait for. */
const LONGEST_UNDOCUMENTED = 3_000;

/**
 * When enough was seen of a command that never ends: as many lines as the document shows up to its
 * `^C`, then a short quiet; or a long quiet; or the longest watch.
 */
export function enoughSeen(command: Command): (output: string, quietMs: number) => boolean {
  const started = performance.now();
  const shown = documentedLines(command);
  const documented = new Set(command.expected?.lines.map(({ text }) => formOf(text)));
  return (output, quietMs) => {
    const watched = performance.now() - started;
    if (shown === 0) return watched >= LONGEST_UNDOCUMENTED || (output !== '' && quietMs >= QUIET);
    // What has not begun to speak may be waiting for something first.
    if (watched >= LONGEST || (quietMs >= QUIET && output !== '')) return true;
    const count = countShown(output, documented);
    return count >= shown && (quietMs >= SETTLED || count > shown);
  };
}

/** How long a command that only watches takes until it sees what happens, in ms; nothing tells when it does. */
const UNDER_WAY = 1_000;

/** When a command whose output comes later has begun to watch for it. */
export function isUnderWay(): () => boolean {
  const started = performance.now();
  return () => performance.now() - started >= UNDER_WAY;
}

/** When enough was seen of it once all is done that it tells of: what is documented, or a long quiet. */
export function seenAfterwards(command: Command): (output: string, quietMs: number) => boolean {
  const shown = documentedLines(command);
  return (output, quietMs) => quietMs >= (countLines(output) >= shown ? SETTLED : QUIET);
}

/** How long a program of which nothing is known may take before it is held to be one that stays, in ms. */
const PATIENT = 20_000;
/** The same while it has not printed what is documented. */
const MOST_PATIENT = 60_000;

/** When a program that may end by itself is no more waited for: it stays, and the reader goes on elsewhere. */
export function staysAfterAll(command: Command): (output: string) => boolean {
  const started = performance.now();
  const shown = documentedLines(command);
  return (output) => {
    const watched = performance.now() - started;
    return watched >= MOST_PATIENT || (watched >= PATIENT && countLines(output) >= shown);
  };
}

/**
 * When a command that the author says goes on running has said what is documented; where that is
 * nothing, after its first words or a while.
 */
export function leftRunning(command: Command): (output: string, quietMs: number) => boolean {
  const started = performance.now();
  const shown = documentedLines(command);
  return (output, quietMs) => {
    if (shown > 0) return countLines(output) >= shown && quietMs >= SETTLED;
    return (output !== '' && quietMs >= SERVES) || performance.now() - started >= LONGEST_UNDOCUMENTED;
  };
}

/** Quiet time after which a program that has printed what is documented, and goes on, is a server, in ms. */
const SERVES = 1_500;
/** The same where nothing is documented. */
const SERVES_SILENTLY = 5_000;
/** The same where neither it nor the document says that it serves: it may be at work without a word. */
const STAYS_SILENTLY = 8_000;

export interface Calls {
  /** A later command turns to a server of this machine. */
  readonly isCalled: boolean;
  /** The very next one does. */
  readonly isCalledNext: boolean;
}

/**
 * When a program that a document starts on the machine itself is one that stays: its documented line
 * has come and it is quiet, the sooner if it has said that it serves, or a later command turns to a
 * server of this machine. Any other is waited for, however slow it is.
 */
export function serves(
  command: Command,
  { isCalled, isCalledNext }: Calls,
): (output: string, quietMs: number) => boolean {
  const started = performance.now();
  const shown = documentedLines(command);
  return (output, quietMs) => {
    const isServer = isCalled || SAYS_IT_SERVES.test(output);
    if (shown > 0 && countLines(output) >= shown)
      return quietMs >= (isServer ? SERVES : STAYS_SILENTLY) && showsLast(output, command);
    if (!isServer) return false;
    const rests = (output !== '' || isCalledNext) && quietMs >= SERVES_SILENTLY;
    return (shown === 0 && rests) || performance.now() - started >= PATIENT;
  };
}

/** Whether the line is there that the document shows last, whatever its numbers. */
function showsLast(output: string, { expected }: Command): boolean {
  const last = formOf(expected?.lines.findLast(({ text }) => text.trim() !== '')?.text ?? '');
  return output.split('\n').some((line) => formOf(line) === last) || SAYS_IT_SERVES.test(output);
}

/** What servers and watchers print once they are ready: an address of this machine, or that they wait. */
const SAYS_IT_SERVES =
  /\b(?:listening|serving|watching|waiting for)\b|\b(?:running|started|ready|available) (?:on|at|in)\b|\bCtrl[-+ ]?C\b|(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):\d/i;

/** Whether and when these commands, which come later, turn to a server of this machine. */
export function callsServer(later: readonly Command[], shell: number): Calls {
  const calls = ({ script, where }: Command): boolean =>
    /\blocalhost\b|\b127\.0\.0\.1\b|\b0\.0\.0\.0\b|\[::1\]/.test(script) ||
    (where.kind === 'host' && where.shell !== shell);
  return { isCalled: later.some(calls), isCalledNext: later.slice(0, 1).some(calls) };
}

/**
 * Whether it runs a program of the reader's that may be a server: by an interpreter or a build tool,
 * by its path, or one that nobody has heard of.
 */
export function mayServe({ script, answers, terminal, directives }: Command): boolean {
  const { commands } = parseScript(script);
  const last = commands.at(-1);
  if (!last || last.background || terminal === 'session' || answers.length > 0) return false;
  if (directives.timeoutMs !== undefined || last.redirects.some(({ operator }) => operator.includes('>')))
    return false;
  const [program = '', first = ''] = programWords(last.words).map(({ text }) => text);
  if (last.operator === '|') return false;
  if (/^\.{1,2}\//.test(program) || isUnheardOf(program)) return true;
  if (!profileOf(program).serves) return false;
  return first !== '' && !/^-(?:c|e|v|-version|V|-help|h|p)$/.test(first) && !ENDS.test(first);
}

const isUnheardOf = (program: string): boolean =>
  /^[a-z][\w.-]*$/i.test(program) && Object.keys(profileOf(program)).length === 0;

/** Verbs that do their work and end, however long that takes. */
const ENDS =
  /^(?:install|i|ci|add|init|build|test|get|mod|sync|new|create|update|remove|publish|pack|fmt|vet|version|config|migrate|makemigrations|restore|compile|package|clean|check|lint|audit|list|ls|info|cache|global)$/;

/** Whether it runs what an image of unknown kind runs by default, in the foreground: a server, perhaps. */
export function mayStay({ script, answers, terminal }: Command): boolean {
  const { commands } = parseScript(script);
  const docker = commands.length === 1 ? dockerCommand(commands[0]!.words) : undefined;
  if (docker?.verb !== 'run' || docker.options.has('detach') || answers.length > 0) return false;
  return docker.arguments.length === 1 && (terminal === 'none' || terminal === 'one-shot');
}

/** In ms; a program that has spoken for so long without a prompt asks for nothing. */
const SPEAKS_ON = 4_000;

/** When a program that was to be typed into is held to be one that only prints. */
export function speaksOn(): (output: string, quietMs: number) => boolean {
  const started = performance.now();
  return (output, quietMs) =>
    performance.now() - started >= SPEAKS_ON && quietMs < SPEAKS_ON && countLines(output) > 2;
}

/** Whether the document interrupts the command itself. */
export function isInterrupted(command: Command): boolean {
  return command.expected?.lines.some(({ text }) => text.includes('^C')) ?? false;
}

/** What docker's client takes for the wish to leave a container that goes on: Ctrl-P Ctrl-Q. */
export const DETACH_KEYS = '\u0010\u0011';

/** Whether the reader leaves it running while going on elsewhere: a server in the foreground. */
export function staysRunning(command: Command): boolean {
  if (isInterrupted(command)) return false;
  return parseScript(command.script).commands.some(({ words }) => {
    const docker = dockerCommand(words);
    return docker?.verb === 'run' || docker?.verb === 'compose up' || docker?.verb === 'start';
  });
}

function documentedLines({ expected }: Command): number {
  const lines = expected?.lines ?? [];
  const cut = lines.findIndex(({ text }) => text.includes('^C') || showsDetaching(text));
  return lines.slice(0, cut < 0 ? undefined : cut).filter(({ text }) => text.trim() !== '').length;
}

/** How many lines have come, without a head that the author left out. */
function countShown(output: string, documented: ReadonlySet<string>): number {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const head = lines.findIndex((line) => documented.has(formOf(line)));
  return lines.length - Math.max(0, head);
}

/** A line whatever its numbers. */
const formOf = (text: string): string => text.trim().replace(/\d+/g, '0');

function countLines(output: string): number {
  let count = 0;
  for (const line of output.split('\n')) if (line.trim() !== '') count += 1;
  return count;
}
