import { eventStream } from './event-stream.ts';
import type * as Interface from './interface.ts';

// Each part is loaded when it is used: a config file that imports `defineConfig` loads none.

export const run: typeof Interface.run = (files, options) => {
  const { stream, push, end } = eventStream<Interface.RunEvent>();
  const result = import('./run.ts').then(({ runLabsOf }) => runLabsOf(files, { options, listener: push }));
  // Who reads events only learns of a bug from them; who awaits the result, from that.
  result.then(
    () => end(),
    (error) => end(error),
  );
  return { result, [Symbol.asyncIterator]: stream };
};

export const plan: typeof Interface.plan = async (files, options) =>
  (await import('./documents.ts')).planOf(files, options);

export const lint: typeof Interface.lint = async (files, options) =>
  (await import('./documents.ts')).lintOf(files, options);

export const update: typeof Interface.update = async (files, options) =>
  (await import('./update.ts')).updateOf(files, options);

export const defineConfig: typeof Interface.defineConfig = (config) => config;
