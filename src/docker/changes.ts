import type { IncomingMessage } from 'node:http';
import type { Endpoint } from './endpoint.ts';
import { Upstream } from './gateway/upstream.ts';

/** Something that happened to an object; see `docker events`. */
export interface EngineChange {
  /** Such as `container` or `network`. */
  readonly kind: string;
  /** Such as `start`, `connect` or `destroy`. */
  readonly action: string;
  /** Names and IDs of the objects that it is about. */
  readonly names: readonly string[];
}

interface EventMessage {
  readonly Type?: string;
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: Readonly<Record<string, string>> };
}

/** What only tells that somebody looked: checks run programs in containers, and would never end. */
const LOOKING = /^(?:exec_|top|attach|detach|resize|export|archive-path)/;

/**
 * Tells of every change to the objects that the endpoint shows, as the engine tells it: nothing is
 * asked meanwhile. Settles when the engine has begun to tell; `onEnd` is called if it ceases to.
 */
export async function watchEngine(
  endpoint: Endpoint,
  onChange: (change: EngineChange) => void,
  onEnd: () => void = () => {},
): Promise<AsyncDisposable> {
  const upstream = new Upstream(endpoint);
  const stop = new AbortController();
  const stream = await upstream.send({ method: 'GET', path: '/events', signal: stop.signal });
  stream.setEncoding('utf8');
  const read = readChanges(stream, onChange).finally(() => {
    if (!stop.signal.aborted) onEnd();
  });
  read.catch(() => {});
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      stream.destroy();
      await read.catch(() => {});
      await upstream[Symbol.asyncDispose]();
    },
  };
}

/** One JSON object per line; older engines end no line, so that braces at the seams count. */
async function readChanges(stream: IncomingMessage, onChange: (change: EngineChange) => void): Promise<void> {
  let rest = '';
  for await (const chunk of stream as AsyncIterable<string>) {
    const texts = (rest + chunk).replaceAll('}{', '}\n{').split('\n');
    rest = texts.pop() ?? '';
    const whole = parsed(rest);
    if (whole) {
      texts.push(rest);
      rest = '';
    }
    for (const text of texts) {
      const message = parsed(text);
      if (message && !LOOKING.test(message.Action ?? '')) onChange(changeOf(message));
    }
  }
}

function parsed(text: string): EventMessage | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as EventMessage;
  } catch {
    return undefined;
  }
}

function changeOf({ Type: kind = '', Action: action = '', Actor }: EventMessage): EngineChange {
  const { name = '', container = '' } = Actor?.Attributes ?? {};
  const names = [Actor?.ID ?? '', name, container].filter((text) => text !== '');
  return { kind, action: action.split(':', 1)[0]!, names };
}
