import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pty from '@lydell/node-pty';
import headless from '@xterm/headless';
import { execa } from 'execa';
import { ROOT } from './cli.ts';
import type { TestEngine } from './engine.ts';

export interface Stage {
  press(keys: string): void;
  /** Waits until the terminal shows this; rejects after a minute. */
  shows(text: string | RegExp): Promise<void>;
  /** The lines of the screen, without empty ones at the end. */
  screen(): string;
  /** Waits until the notes have this. */
  noted(text: string | RegExp): Promise<void>;
  /** Sends a signal to labproof, whose process is in the engine's namespace; whether it is there. */
  signal(name: string): Promise<boolean>;
  /** Closes the terminal's window. */
  close(): void;
  readonly folder: string;
  readonly exited: Promise<number>;
}

/**
 * `demo play` in a terminal, started by a shell that afterwards says `left N, mode same` with its exit
 * status and whether the terminal is as it was.
 */
export async function withStage(
  document: string,
  engine: Pick<TestEngine, 'enter' | 'env'>,
  use: (stage: Stage) => Promise<void>,
  {
    args = [],
    before = [],
    engine: kind = 'host',
  }: {
    readonly args?: readonly string[];
    readonly before?: readonly string[];
    readonly engine?: 'host' | 'private';
  } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'labproof-stage-'));
  const notes = join(folder, 'notes');
  await writeFile(join(folder, 'show.md'), document);
  const main = `"${process.execPath}" "${join(ROOT, 'dist/src/cli/main.js')}" demo play --engine ${kind}`;
  const rehearsal = before.length > 0 ? `${main} ${before.join(' ')} show.md >rehearsal 2>&1;` : '';
  const script = `${rehearsal} mode=$(stty -g); (echo $BASHPID >pid; exec ${main} ${args.join(' ')} --notes notes show.md); status=$?
# A killed program has its terminal restored by another, which takes a moment.
for _ in $(seq 100); do [ $status != 137 ] || [ "$mode" = "$(stty -g)" ] && break; sleep .1; done
[ "$mode" = "$(stty -g)" ] && echo "left $status, mode same" || echo "left $status, mode $mode, now $(stty -g)"; read -r _`;
  const [program = 'bash', ...rest] = [...engine.enter, 'bash', '-c', script];
  const terminal = pty.spawn(program, rest, {
    name: 'xterm-256color',
    cols: 100,
    rows: 30,
    cwd: folder,
    env: { ...engine.env, XDG_STATE_HOME: join(folder, 'state') },
  });
  const xterm = new headless.Terminal({ cols: 100, rows: 30, allowProposedApi: true });
  terminal.onData((data) => xterm.write(data));
  const screen = (): string => {
    const { active } = xterm.buffer;
    const lines = Array.from(
      { length: 30 },
      (_, y) => active.getLine(active.baseY + y)?.translateToString(true) ?? '',
    );
    return lines.join('\n').trimEnd();
  };
  const exited = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve(exitCode));
  });
  const until = async (what: () => Promise<string> | string, text: string | RegExp): Promise<void> => {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const now = await what();
      if (typeof text === 'string' ? now.includes(text) : text.test(now)) return;
      if (Date.now() > deadline)
        throw new Error(`not seen: ${String(text)}; what is:\n${now}\n\nscreen:\n${screen()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const readNotes = (): Promise<string> => readFile(notes, 'utf8').catch(() => '');
  try {
    await use({
      press: (keys) => terminal.write(keys),
      shows: (text) => until(screen, text),
      screen,
      noted: (text) => until(readNotes, text),
      signal: async (name) => {
        const pid = (await readFile(join(folder, 'pid'), 'utf8')).trim();
        const [kill = 'kill', ...rest] = [...engine.enter, 'kill', '-s', name, pid];
        return (await execa(kill, rest, { reject: false })).exitCode === 0;
      },
      close: () => (terminal as unknown as { destroy(): void }).destroy(),
      folder,
      exited,
    });
  } finally {
    try {
      terminal.kill('SIGHUP');
    } catch {}
    await exited;
    xterm.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}
