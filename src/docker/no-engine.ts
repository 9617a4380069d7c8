import { tmpdir } from 'node:os';
import type { Engine } from './engine.ts';

/** What stands in for an engine where there is none and a lab needs none: nothing can be asked of it. */
export function noEngine(): Engine {
  return {
    kind: 'host',
    endpoint: { kind: 'none' },
    version: '',
    apiVersion: '',
    enter: [],
    proc: undefined,
    folder: tmpdir(),
    dataRoot: '',
    [Symbol.asyncDispose]: async () => {},
  };
}
