import { dockerCommand } from '../command/docker.ts';
import { parseScript } from '../command/words.ts';
import type { Command } from '../model/lab.ts';

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
  return (output, quietMs) => {
    const watched = performance.now() - started;
    if (shown === 0) return watched >= LONGEST_UNDOCUMENTED || (output !== '' && quietMs >= QUIET);
    if (watched >= LONGEST || quietMs >= QUIET) return true;
    return countLines(output) >= shown && (quietMs >= SETTLED || countLines(output) > shown);
  };
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

/** Whether it runs what an image of unknown kind runs by default, in the foreground: a server, perhaps. */
export function mayStay({ script, answers, terminal }: Command): boolean {
  const { commands } = parseScript(script);
  const docker = commands.length === 1 ? dockerCommand(commands[0]!.words) : undefined;
  if (docker?.verb !== 'run' || docker.options.has('detach') || answers.length > 0) return false;
  return docker.arguments.length === 1 && (terminal === 'none' || terminal === 'one-shot');
}

/** Whether the document interrupts the command itself. */
export function isInterrupted(command: Command): boolean {
  return command.expected?.lines.some(({ text }) => text.includes('^C')) ?? false;
}

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
  const cut = lines.findIndex(({ text }) => text.includes('^C'));
  return lines.slice(0, cut < 0 ? undefined : cut).filter(({ text }) => text.trim() !== '').length;
}

function countLines(output: string): number {
  let count = 0;
  for (const line of output.split('\n')) if (line.trim() !== '') count += 1;
  return count;
}
