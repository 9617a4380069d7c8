import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inventory } from '../../src/command/inventory.ts';
import { Correspondence } from '../../src/match/correspondence.ts';
import type { EngineReader } from '../../src/model/engine.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Workplace } from '../../src/training/workplace.ts';

const NOTHING: EngineReader = {
  network: async () => undefined,
  networkNames: async () => [],
  tasks: async () => [],
  container: async () => undefined,
  volume: async () => undefined,
  image: async () => undefined,
  runIn: async () => undefined,
  swarm: async () => undefined,
  logs: async () => '',
};

/** A place to work with a shell in a folder and no engine: for what is about pages, not about Docker. */
export async function openDesk(plan: Plan): Promise<Workplace> {
  const base = await mkdtemp(join(tmpdir(), 'labproof-desk-'));
  const cwd = join(base, 'work');
  await mkdir(cwd);
  const context = {
    plan,
    engine: NOTHING,
    correspondence: new Correspondence(),
    inventory: new Inventory(),
    made: () => [],
    options: {},
    shells: { leave: async () => {} },
  } as unknown as Workplace['context'];
  const own: Workplace['desk'] = {
    enter: [],
    cwd,
    folder: base,
    env: { PATH: process.env.PATH ?? '', HOME: cwd },
    endpoint: { kind: 'unix', path: join(base, 'none') },
  };
  return {
    engine: { kind: 'private', version: '0' },
    context,
    machines: [],
    gather: async () => {},
    joining: async () => undefined,
    deskOf: () => own,
    desk: own,
    unmet: async () => [],
    compose: async () => undefined,
    watch: async () => {},
    // With no engine there is nothing to bring back but what the guide knows.
    run: async ({ command: { id, span, typed }, step }) => ({
      ...{ id, line: span.line, command: typed, step: step.ordinal, verdict: 'passed', reason: '' },
      ...{ durationMs: 0, output: '', differences: [], acceptances: [], checks: [] },
    }),
    writeFiles: async () => [],
    readFile: (path) => readFile(join(cwd, path), 'utf8').catch(() => undefined),
    verify: async () => '',
    lacks: async () => undefined,
    shellState: async () => '',
    topology: async () => ({ networks: [], containers: [] }),
    rehearse: async () => [],
    [Symbol.asyncDispose]: () => rm(base, { recursive: true, force: true }),
  };
}
