import { Transform } from 'node:stream';
import type { Run } from './run.ts';

/** What is to be passed on of an engine's message; undefined: nothing. */
export type MessageEdit = (run: Run, message: Buffer) => Buffer | undefined;

/** A flag whether the message is compressed, and its length, in bytes. */
const HEAD = 5;

/**
 * Passes on a stream of gRPC messages, edited. A compressed one, which no client of the engine asks
 * for, can't be looked into and is left out.
 */
export function editingMessages(run: Run, edit: MessageEdit): Transform {
  let chunks: Buffer[] = [];
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      size += chunk.length;
      while (size >= HEAD) {
        const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
        chunks = [bytes];
        const end = HEAD + bytes.readUInt32BE(1);
        if (size < end) break;
        const message = bytes[0] === 0 ? edit(run, bytes.subarray(HEAD, end)) : undefined;
        if (message !== undefined) {
          const head = Buffer.alloc(HEAD);
          head.writeUInt32BE(message.length, 1);
          this.push(Buffer.concat([head, message]));
        }
        chunks = [bytes.subarray(end)];
        size -= end;
      }
      done();
    },
  });
}
