/**
 * How fast labproof is, beside what people would use instead, all measured in one run:
 *
 *   main.ts                 prints every table
 *   main.ts steps plan …    prints these: steps, start, lab, engine, workers, pool, plan, memory, gateway,
 *                         pictures, guide
 *   main.ts --rounds 9 …    how often each thing is measured (5); the medians are shown
 *
 * Needs a machine that can start private engines; `npm run bench` gets what it can of the programs to
 * compare with (see prepare). The other benchmarks are programs of their own: parse, mutation, updating, mutants, faults, fuzz,
 * growth, load, waiting, walk and class, beside this file.
 */
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { tmpdir } from 'zx';
import { engine } from './speed/engine.ts';
import { gateway } from './speed/gateway.ts';
import { guide } from './speed/guide.ts';
import { lab } from './speed/lab.ts';
import { memory } from './speed/memory.ts';
import { pictures } from './speed/pictures.ts';
import { plan } from './speed/plan.ts';
import { pool } from './speed/pool.ts';
import { start } from './speed/start.ts';
import { steps } from './speed/steps.ts';
import { tableText } from './speed/table.ts';
import { workers } from './speed/workers.ts';

const benchmarks = { steps, start, lab, engine, workers, pool, plan, memory, gateway, pictures, guide };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const model = cpus()[0]?.model ?? 'unknown processor';
const memoryGiB = Math.round(totalmem() / 2 ** 30);
console.log(`${cpus().length} × ${model}, ${memoryGiB} GiB, Node ${process.version}\n`);
for (const name of names) {
  const benchmark = benchmarks[name as keyof typeof benchmarks];
  if (!benchmark) throw new Error(`no benchmark ${name}; there are ${Object.keys(benchmarks).join(', ')}`);
  console.log(tableText(await benchmark({ folder: tmpdir(), rounds: Number(values.rounds) })));
}
