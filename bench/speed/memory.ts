import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withEngine } from '../../test/support/engine.ts';
import { median } from './measure.ts';
import { labproof } from './programs.ts';
import type { Bench, Table } from './table.ts';

const MEGABYTES = 100;

/** The most memory that labproof has while a command writes a lot, beside one that writes a line. */
export async function memory({ folder, rounds }: Bench): Promise<Table> {
  const peak = join(folder, 'peak');
  const hook = join(folder, 'hook.mjs');
  await writeFile(
    hook,
    `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)));`,
  );
  const document = async (name: string, command: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, `# Output\n\n\`\`\`console\n$ ${command}\n\`\`\`\n`);
    return path;
  };
  const files = {
    'one line': await document('little.md', 'echo a line of output'),
    [`${MEGABYTES} MB`]: await document('much.md', `yes a line of output | head -c ${MEGABYTES}000000`),
  };
  return withEngine(
    async (engine) => {
      const rows: string[][] = [];
      for (const [name, file] of Object.entries(files)) {
        const peaks: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const env = { ...engine.env, NODE_OPTIONS: `--import ${hook}` };
          await labproof({ ...engine, env }, ['run', '--engine', 'host', file]);
          // getrusage(2) counts in KiB.
          peaks.push((Number(await readFile(peak, 'utf8')) * 1024) / 1e6);
        }
        rows.push([name, `${Math.round(median(peaks))} MB`]);
      }
      return { title: 'Memory by output of a command', columns: ['', 'peak'], rows };
    },
    { images: [] },
  );
}
