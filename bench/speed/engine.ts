import { join } from 'node:path';
import { openPrivateEngine } from '../../test/support/private-engine.ts';
import { measured } from './measure.ts';
import { type Bench, seconds, type Table } from './table.ts';

/** What a private engine costs a lab: until it answers, and until nothing is left of it. */
export async function engine({ folder, rounds }: Bench): Promise<Table> {
  const ends: (() => Promise<void>)[] = [];
  const times = await measured(rounds, {
    'until it is ready': async () => {
      const opened = await openPrivateEngine({ env: process.env, stateDirectory: join(folder, 'engines') });
      if ('severity' in opened) throw new Error(opened.message);
      ends.push(() => opened[Symbol.asyncDispose]());
    },
    'until it is gone': () => ends.pop()!(),
  });
  const rows = Object.entries(times).map(([name, { time }]) => [name, seconds(time)]);
  return { title: 'A private engine', columns: ['', 'time'], rows };
}
