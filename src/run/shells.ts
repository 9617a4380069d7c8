import type { InteractiveSession } from '../session/interactive.ts';
import type { ShellSession } from '../session/shell.ts';
import { LateOutputs } from './late-outputs.ts';

/** How an open session ends when the document goes on without saying so. */
export type Ending = 'exit' | 'eof' | 'detach';

interface Open {
  readonly opener: number;
  readonly session: InteractiveSession;
  readonly ending: Ending;
}

/**
 * The terminals that a document is typed into: host shells by number, opened when first used, and
 * at most one interactive session in front of them.
 */
export class Shells implements AsyncDisposable {
  readonly #open: () => Promise<ShellSession>;
  readonly #hosts = new Map<number, Promise<ShellSession>>();
  readonly #busy: ShellSession[] = [];
  /** Ends what runs in the foreground of a busy shell, which has published these ports. */
  #interrupt: { readonly press: () => Promise<unknown>; readonly ports: readonly number[] } | undefined;
  #interactive: Open | undefined;
  /** Commands that go on in busy shells and are judged later. */
  readonly late = new LateOutputs();

  constructor(open: () => Promise<ShellSession>) {
    this.#open = open;
  }

  async host(index: number): Promise<ShellSession> {
    const known = this.#hosts.get(index);
    if (known) return known;
    const opened = this.#open();
    this.#hosts.set(index, opened);
    return opened;
  }

  /** Whether a command was left running in the foreground of a shell. */
  get busy(): boolean {
    return this.#busy.length > 0;
  }

  /** Starts the first host shell, so that it is there when it is used; that tells of any trouble. */
  begin(): void {
    this.host(0).catch(() => {});
  }

  /** The open session that `opener` opened; undefined when it has ended. */
  inside(opener: number): InteractiveSession | undefined {
    const open = this.#interactive;
    return open?.opener === opener && open.session.alive ? open.session : undefined;
  }

  enter(opener: number, session: InteractiveSession, ending: Ending): void {
    this.#interactive = { opener, session, ending };
  }

  /** Ends the open session, if any, in its own way: the document has gone on to the host. */
  async leave(): Promise<void> {
    const open = this.#interactive;
    this.#interactive = undefined;
    if (!open) return;
    if (open.session.alive) await open.session.end(open.ending);
    await open.session[Symbol.asyncDispose]();
  }

  /**
   * Leaves host shell `index` to the command that runs in it, which `interrupt` ends, and opens
   * another in its place, with the folder and the exported variables in `state`, a script.
   */
  async replace(
    index: number,
    {
      state,
      interrupt,
      ports,
    }: {
      readonly state: string;
      readonly interrupt: () => Promise<unknown>;
      readonly ports: readonly number[];
    },
  ): Promise<void> {
    const busy = await this.host(index);
    this.#interrupt = { press: interrupt, ports };
    this.#busy.push(busy);
    const fresh = await this.#open();
    this.#hosts.set(index, Promise.resolve(fresh));
    await fresh.run(state, { timeoutMs: 10_000, terminal: 'none' });
  }

  /** Presses Ctrl-C where a command was last left running. */
  async interrupt(): Promise<void> {
    const interrupt = this.#interrupt;
    this.#interrupt = undefined;
    await interrupt?.press();
  }

  /** The same where one of these ports is to be taken again: a reader has ended what had it. */
  async interruptFor(ports: readonly number[]): Promise<void> {
    if (this.#interrupt?.ports.some((port) => ports.includes(port))) await this.interrupt();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.leave();
    const hosts = await Promise.allSettled(this.#hosts.values());
    const shells = hosts.flatMap((host) => (host.status === 'fulfilled' ? [host.value] : []));
    await Promise.allSettled([...shells, ...this.#busy].map((shell) => shell[Symbol.asyncDispose]()));
  }
}
