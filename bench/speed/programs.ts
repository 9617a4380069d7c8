import { join } from 'node:path';
import { $ } from 'zx';
import type { TestEngine } from '../../test/support/engine.ts';

/** The command line as it is published, beside the compiled benchmarks. */
export const MAIN = join(import.meta.dirname, '../../bin/labproof.cjs');

/** Runs labproof in an engine's namespaces; a lab that fails is no trouble of a benchmark. */
export function labproof(engine: TestEngine, args: readonly string[]) {
  return $({
    env: engine.env,
    nothrow: true,
    quiet: true,
  })`${engine.enter} ${process.execPath} ${MAIN} ${args}`;
}
