import { setTimeout as delay } from 'node:timers/promises';
import { watchEngine } from '../../src/docker/changes.ts';
import { Upstream } from '../../src/docker/gateway/upstream.ts';
import { Training } from '../../src/training/training.ts';
import { openWorkplace, type Workplace } from '../../src/training/workplace.ts';
import { median } from './measure.ts';
import { type Bench, milliseconds, type Table } from './table.ts';

const NAMES = Array.from({ length: 12 }, (_, index) => `wire${index}`);
const TEXT = `# Wires

${NAMES.map((name, index) => `${index + 1}. Make it\n\n   \`\`\`console\n   $ docker network create ${name}\n   \`\`\`\n`).join('\n')}`;
/** Ms that a guide is left alone. */
const IDLE = 10_000;

/** How long a goal takes to tick after the engine's event, and what a guide does while nothing happens. */
export async function guide({ folder }: Bench): Promise<Table> {
  let place: Workplace | undefined;
  const training = await Training.open(
    { file: `${folder}/wires.md`, text: TEXT },
    {
      ...{ engine: 'private', env: process.env, stateDirectory: folder, images: undefined },
      ...{ workdir: undefined, online: false, privileged: 'allow', timeoutMs: 30_000 },
      ...{ own: undefined, learner: '', title: 'lab', term: 'xterm', answer: async () => '' },
      signal: new AbortController().signal,
      open: async (plan, options) => {
        const opened = await openWorkplace(plan, options);
        if (!('severity' in opened)) place = opened;
        return opened;
      },
    },
  );
  if (!(training instanceof Training) || !place) throw new Error('no training');
  await using _training = training;
  const { endpoint } = place.desk;
  await training.terminal(0, { cols: 80, rows: 24 });
  let told = 0;
  await using _watch = await watchEngine(endpoint, ({ kind, action }) => {
    if (kind === 'network' && action === 'create') told = performance.now();
  });
  await using upstream = new Upstream(endpoint);
  const ticks: number[] = [];
  for (const name of NAMES) {
    const met = new Promise<void>((resolve) => {
      const subscription = training.subscribe((event) => {
        if (event.type !== 'goal-met') return;
        subscription[Symbol.dispose]();
        resolve();
      });
    });
    await upstream.ask('POST', '/networks/create', { body: { Name: name } });
    await met;
    ticks.push(performance.now() - told);
  }
  await delay(2_000);
  const before = process.cpuUsage();
  await delay(IDLE);
  const { user, system } = process.cpuUsage(before);
  return {
    title: 'A guide',
    columns: ['', ''],
    rows: [
      ["engine's event to tick, median", milliseconds(median(ticks))],
      ["engine's event to tick, the longest", milliseconds(Math.max(...ticks))],
      [`processor time of ${IDLE / 1000} s without an event`, milliseconds((user + system) / 1000)],
    ],
  };
}
