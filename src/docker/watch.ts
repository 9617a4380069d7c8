import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineObject } from '../model/verdict.ts';
import type { InsideEndpoint } from './endpoint.ts';
import type { Front } from './front.ts';
import { RETRY, RETURN } from './gateway/heartbeat.ts';
import { Upstream } from './gateway/upstream.ts';
import type { Ledger } from './ledger.ts';
import { boundStop, stopNotice } from './stop-bound.ts';

export interface WatchOptions {
  readonly endpoint: InsideEndpoint;
  /** Is told what the engine makes. */
  readonly ledger: Ledger;
  /** What a stop waits before the kill, in s; undefined for the engine's own. */
  readonly stopSeconds?: number;
}

/**
 * Watches an engine that is the lab's alone, so that nothing has to stand between the two: what is made
 * there is the lab's, and goes with the machine.
 */
export class EngineWatch implements Front {
  readonly endpoint: InsideEndpoint;
  readonly #options: WatchOptions;
  readonly #upstream: Upstream;
  readonly #over = new AbortController();
  readonly #notices = new Set<string>();
  #lost = false;

  constructor(options: WatchOptions) {
    this.endpoint = options.endpoint;
    this.#options = options;
    this.#upstream = new Upstream(options.endpoint);
  }

  /** Resolves when nothing that is made from now on is missed; rejects when the engine can't be reached. */
  async begin(): Promise<void> {
    void this.#follow(await this.#listen());
  }

  get engineLost(): boolean {
    return this.#lost;
  }

  notices(): readonly string[] {
    return [...this.#notices];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await this.#upstream[Symbol.asyncDispose]();
  }

  async #listen(): Promise<NodeJS.ReadableStream> {
    const stream = await this.#upstream.send({ method: 'GET', path: '/events', signal: this.#over.signal });
    return stream.on('error', () => {});
  }

  async #follow(first: NodeJS.ReadableStream): Promise<void> {
    let stream: NodeJS.ReadableStream | undefined = first;
    while (stream !== undefined) {
      const lines = createInterface({ input: stream });
      lines.on('error', () => {});
      lines.on('line', (line) => this.#heard(line));
      await new Promise<void>((resolve) => void lines.once('close', resolve));
      stream = await this.#again();
    }
  }

  async #again(): Promise<NodeJS.ReadableStream | undefined> {
    const { signal } = this.#over;
    for (const until = performance.now() + RETURN; !signal.aborted; ) {
      try {
        return await this.#listen();
      } catch (error) {
        const gone = /No such container|is not running|is restarting|marked for removal/.test(String(error));
        if (gone || performance.now() > until) break;
        await delay(RETRY, undefined, { signal }).catch(() => {});
      }
    }
    this.#lost = !signal.aborted;
    return undefined;
  }

  #heard(line: string): void {
    let event: EngineEvent;
    try {
      event = JSON.parse(line) as EngineEvent;
    } catch {
      return;
    }
    const made = madeBy(event);
    if (made !== undefined) this.#options.ledger.record(made);
    const { stopSeconds } = this.#options;
    if (stopSeconds === undefined || event.Type !== 'container' || event.Action !== 'kill') return;
    void boundStop(this.endpoint, { container: event.Actor.ID, upstream: this.#upstream, stopSeconds })
      .then((bounded) => bounded && this.#notices.add(stopNotice(stopSeconds)))
      .catch(() => {});
  }
}

/** Source: docs.docker.com/reference/api/engine, System events. */
interface EngineEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes?: Readonly<Record<string, string>> };
}

const MAKES: Readonly<Record<string, readonly string[]>> = {
  container: ['create'],
  network: ['create'],
  volume: ['create'],
  service: ['create'],
  secret: ['create'],
  config: ['create'],
  image: ['tag', 'pull', 'load', 'import'],
};

function madeBy({ Type, Action, Actor }: EngineEvent): EngineObject | undefined {
  if (!MAKES[Type]?.includes(Action)) return undefined;
  const name = Actor.Attributes?.name ?? Actor.ID;
  return { kind: Type as EngineObject['kind'], id: Actor.ID, name };
}
