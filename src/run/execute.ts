import { setTimeout as delay } from 'node:timers/promises';
import { type DockerCommand, dockerCommand, programWords } from '../command/docker.ts';
import { effectsOf } from '../command/meaning.ts';
import { quote } from '../command/quote.ts';
import { parseScript } from '../command/words.ts';
import { afterWork } from '../docker/work-time.ts';
import type { Command } from '../model/lab.ts';
import { profileOf } from '../profile/programs.ts';
import type { Execution } from '../session/execution.ts';
import type { InteractiveSession } from '../session/interactive.ts';
import type { LabContext } from './context.ts';
import { awaitsTasks, awaitTasks } from './convergence.ts';
import { deadlineOf } from './deadline.ts';
import {
  callsServer,
  DETACH_KEYS,
  enoughSeen,
  isUnderWay,
  leftRunning,
  mayServe,
  mayStay,
  seenAfterwards,
  serves,
  speaksOn,
  staysAfterAll,
  staysRunning,
} from './endless.ts';
import { shellState } from './shell-state.ts';
import type { Ending } from './shells.ts';

/** Runs a command where the document types it, and says what came of it. */
export async function execute(command: Command, script: string, context: LabContext): Promise<Execution> {
  const { shells, signal } = context;
  const timeoutMs = command.directives.timeoutMs ?? deadlineOf(script, context.options.timeoutMs);
  if (command.interrupts) await shells.interrupt();
  else if (command.where.kind === 'host') await shells.interruptFor(portsOf(script));
  if (command.where.kind === 'inside') return executeInside(command, script, context);
  await shells.leave();
  const shell = await shells.host(command.where.shell);
  await context.traces?.typed(command.where.shell, script);
  const input = command.answers.length > 0 ? { input: command.answers } : {};
  const told = context.options.terminal ? { onOutput: context.options.terminal(command) } : {};
  if (command.directives.background)
    return leaveRunning(command, script, { context, seen: leftRunning(command), deadlineMs: timeoutMs });
  switch (command.terminal) {
    case 'session': {
      const started = performance.now();
      const typedInto = context.plan.commands.some(
        ({ command: { where } }) => where.kind === 'inside' && where.opener === command.id,
      );
      const session = await shell.openInteractive(script, {
        timeoutMs,
        terminal: 'pty',
        signal,
        ...(typedInto ? {} : { enough: speaksOn() }),
      });
      if (session.alive) {
        shells.enter(command.id, session, command.leave ?? endingOf(script));
        return running(session.banner, started);
      }
      const ended = await session.end('eof');
      return { ...ended, output: session.banner || ended.output };
    }
    case 'endless':
      if (shells.late.has(command.id)) return watchMeanwhile(command, script, context);
      if (command.leave !== 'detach' && (staysRunning(command) || mayServe(command)))
        return leaveRunning(command, script, { context, seen: enoughSeen(command) });
      return withoutFarewell(
        await shell.run(script, {
          timeoutMs,
          terminal: terminalOf(script),
          signal,
          enough: enoughSeen(command),
          ...(command.leave === 'detach' ? { keys: DETACH_KEYS } : {}),
          ...input,
          ...told,
        }),
      );
    default:
      if (mayStay(command)) return leaveRunning(command, script, { context, seen: staysAfterAll(command) });
      if (mayServe(command)) {
        const later = context.plan.commands.slice(command.id + 1).map((planned) => planned.command);
        const calls = callsServer(later, command.where.kind === 'host' ? command.where.shell : 0);
        return leaveRunning(command, script, {
          context,
          seen: serves(command, calls),
          deadlineMs: timeoutMs,
        });
      }
      if (awaitsTasks(script))
        return awaitTasks(script, { timeoutMs, signal, ...told }, { shell, engine: context.engine });
      return shell.run(script, {
        timeoutMs,
        terminal: command.terminal === 'one-shot' ? 'pty' : 'none',
        signal,
        ...input,
        ...told,
      });
  }
}

/** What docker's client says of the interruption, which is the runner's and not the reader's. */
const withoutFarewell = (execution: Execution): Execution =>
  execution.ended === 'enough'
    ? {
        ...execution,
        output: execution.output.replace(/^got \d+ SIGTERM\/SIGINTs, forcefully \w+( \w+)?\n?/m, ''),
      }
    : execution;

/** The ports of the host that a command publishes. */
const portsOf = (script: string): readonly number[] =>
  effectsOf(script).flatMap((effect) =>
    effect.act === 'create' && effect.object.kind === 'container'
      ? effect.object.ports.flatMap(({ hostPort }) => hostPort ?? [])
      : [],
  );

async function executeInside(command: Command, script: string, context: LabContext): Promise<Execution> {
  const { shells, signal, options } = context;
  if (command.where.kind !== 'inside') throw new Error('not inside a session');
  const session = shells.inside(command.where.opener) ?? (await reopen(command.where.opener, context));
  if (!session) return { ...running('', performance.now()), ended: 'lost' };
  const timeoutMs = command.directives.timeoutMs ?? options.timeoutMs;
  const exit = /^\s*(?:exit|logout)\b[ \t]{0,8}(\d{0,3})/.exec(script);
  if (exit) {
    const { exitCode: _ofTheLastCommand, ...left } = await session.end('exit', exit[1]);
    return { ...left, exitCode: undefined };
  }
  const endless = command.terminal === 'endless' ? { enough: enoughSeen(command) } : {};
  return session.run(script, { timeoutMs, terminal: 'pty', signal, ...endless });
}

/** The document comes back to a session that it left for the host: attach or exec again. */
async function reopen(opener: number, context: LabContext): Promise<InteractiveSession | undefined> {
  const planned = context.plan.commands[opener];
  if (planned?.command.where.kind !== 'host') return undefined;
  const script = wayBack(context.correspondence.rewrite(planned.command.script).script);
  if (script === undefined) return undefined;
  await context.shells.leave();
  const shell = await context.shells.host(planned.command.where.shell);
  const session = await shell.openInteractive(script, {
    timeoutMs: context.options.timeoutMs,
    terminal: 'pty',
    signal: context.signal,
  });
  if (!session.alive) return undefined;
  context.shells.enter(opener, session, planned.command.leave ?? endingOf(script));
  return session;
}

/** What leads into a program again: exec and attach do as they are, a run's container is attached to. */
function wayBack(script: string): string | undefined {
  const verb = dockerVerb(script);
  if (verb === 'attach' || verb === 'exec' || verb === 'compose exec') return script;
  const [effect] = effectsOf(script);
  const name =
    effect?.act === 'create' && effect.object.kind === 'container' ? effect.object.name : undefined;
  return name === undefined ? undefined : `docker attach ${quote(name)}`;
}

/**
 * A reader who goes on detaches from a container (its program is the container's) and leaves the
 * program of an exec; any other program reads the end of its input.
 */
function endingOf(script: string): Ending {
  const verb = dockerVerb(script);
  if (verb === 'attach' || verb === 'run' || verb === 'start') return 'detach';
  return verb === 'exec' || verb === 'compose exec' ? 'exit' : 'eof';
}

function dockerVerb(script: string): string | undefined {
  return parseScript(script)
    .commands.flatMap(({ words }) => dockerCommand(words)?.verb ?? [])
    .at(-1);
}

function terminalOf(script: string): 'none' | 'pty' {
  const { commands } = parseScript(script);
  const attaches = commands.some(({ words }) => needsTerminal(dockerCommand(words)));
  const draws = commands.length === 1 && profileOf(programWords(commands[0]!.words)[0]?.text ?? '').screen;
  return attaches || draws ? 'pty' : 'none';
}

/** Docker attaches to a container that has a terminal only from one. */
const needsTerminal = (docker: DockerCommand | undefined): boolean =>
  docker !== undefined && (docker.options.has('tty') || docker.verb === 'attach');

/** It goes on while what is typed below it is done, and shows what it has printed then. */
async function watchMeanwhile(command: Command, script: string, context: LabContext): Promise<Execution> {
  const started = performance.now();
  let output = '';
  let latest = started;
  const heard = (soFar: string): void => {
    output = soFar;
    latest = performance.now();
  };
  const begun = await leaveRunning(command, script, { context, seen: isUnderWay(), heard });
  if (begun.ended !== 'enough') return begun;
  await context.shells.late.due(command.id);
  latest = Math.max(latest, performance.now() - LOOK);
  const seen = seenAfterwards(command);
  while (!seen(output, performance.now() - latest) && !context.signal.aborted) await delay(LOOK);
  return running(output, started);
}

/** Ms between two looks at what is printed, of which quiet is what tells most. */
const LOOK = 50;

/** A server in the foreground keeps its terminal; the document goes on in another one. */
async function leaveRunning(
  command: Command,
  script: string,
  {
    context,
    seen,
    deadlineMs,
    heard,
  }: {
    readonly context: LabContext;
    readonly seen: ReturnType<typeof enoughSeen>;
    /** Told what the command has written, also later. */
    readonly heard?: (soFar: string) => void;
    /** When one that is not yet held to stay is given up; without it the document's next command waits. */
    readonly deadlineMs?: number;
  },
): Promise<Execution> {
  if (command.where.kind !== 'host') throw new Error('not on the host');
  const { shells, signal, options } = context;
  const shell = await shells.host(command.where.shell);
  const state = await shellState(shell);
  const started = performance.now();
  const show = options.terminal?.(command);
  let text = '';
  let enough: () => void = () => {};
  const shown = new Promise<'shown'>((resolve) => {
    enough = () => resolve('shown');
  });
  const stop = new AbortController();
  const ended = shell.run(script, {
    timeoutMs: 24 * 3_600_000,
    terminal: terminalOf(script),
    signal: AbortSignal.any([signal, stop.signal]),
    onOutput: (chunk) => {
      text += text.length < 1 << 20 ? chunk : '';
      heard?.(text);
      show?.(chunk);
    },
    enough: (output, quietMs) => {
      if (seen(output, quietMs)) enough();
      return false;
    },
  });
  // The session is closed under it at the lab's end; that is no failure of anything.
  ended.catch(() => {});
  let late = false;
  const giveUp = (): void => {
    late = true;
    stop.abort();
  };
  const callOff = deadlineMs === undefined ? undefined : afterWork(deadlineMs, giveUp);
  const first = await Promise.race([ended, shown]);
  callOff?.();
  if (first !== 'shown') return late ? { ...first, ended: 'timeout' } : first;
  const interrupt = (): Promise<unknown> => {
    stop.abort();
    return ended.catch(() => {});
  };
  await shells.replace(command.where.shell, { state, interrupt, ports: portsOf(script) });
  return { ...running(text, started), durationMs: Math.min(performance.now() - started, options.timeoutMs) };
}

function running(output: string, started: number): Execution {
  return {
    output,
    truncated: false,
    totalBytes: Buffer.byteLength(output),
    exitCode: undefined,
    ended: 'enough',
    durationMs: performance.now() - started,
  };
}
