import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { makeFolder } from '../docker/folder.ts';
import { DEFAULT_LABS, readDocuments } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { CI_SYSTEMS, type CiSystem, initialFiles, type Wishes } from './init-files.ts';

/** Writes what a project begins with: a config, a first lab, a job for CI. What is there is left. */
export async function initVerb({ flags, operands }: Arguments): Promise<number> {
  if (operands.length > 1) return usage('it takes one folder');
  const ci = CI_SYSTEMS.find((name) => name === flags.ci);
  if (flags.ci !== undefined && ci === undefined)
    return usage(`--ci takes ${CI_SYSTEMS.join(', ')}, not '${flags.ci}'`);
  const given = { ci, docker: flags.docker === true ? true : flags['no-docker'] ? false : undefined };
  const wishes = process.stdin.isTTY && !flags.yes ? await asked(given) : withDefaults(given);
  const folder = operands[0] ?? '.';
  let failed = false;
  const hasLabs = await hasDocuments(join(folder, DEFAULT_LABS));
  if (hasLabs) process.stdout.write(`kept  ${join(folder, DEFAULT_LABS)}\n`);
  for (const [path, text] of Object.entries(initialFiles(wishes))) {
    const file = join(folder, path);
    if (hasLabs && path.startsWith(`${DEFAULT_LABS}/`)) continue;
    const trouble = await writeNew(file, text);
    failed ||= trouble !== undefined && trouble !== 'EEXIST';
    if (trouble === undefined) process.stdout.write(`made  ${file}\n`);
    else if (trouble === 'EEXIST') process.stdout.write(`kept  ${file}\n`);
    else process.stderr.write(`labproof init: ${file}: it can't be written (${trouble})\n`);
  }
  if (failed) return EXIT.cannotWrite;
  process.stdout.write("\n'labproof run' runs the labs, 'labproof lint' reads them\n");
  return EXIT.passed;
}

type Given = { readonly [Name in keyof Wishes]: Wishes[Name] | undefined };

const withDefaults = ({ ci = 'none', docker = false }: Given): Wishes => ({ ci, docker });

async function asked({ ci, docker }: Given): Promise<Wishes> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const uses =
      docker ?? /^y(?:es)?$/i.test((await prompt.question('Do your labs use Docker? [y/N] ')).trim());
    let system: CiSystem | undefined = ci;
    while (system === undefined) {
      const answer = (await prompt.question(`A job for CI? [${CI_SYSTEMS.join('/')}] `)).trim() || 'none';
      system = CI_SYSTEMS.find((name) => name === answer);
    }
    return { ci: system, docker: uses };
  } finally {
    prompt.close();
  }
}

/** Whether there are labs, so that none is needed to begin with. */
const hasDocuments = async (folder: string): Promise<boolean> =>
  (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false) &&
  (await readDocuments([folder])).documents.length > 0;

/** Why a file was not written: `EEXIST` where there is one. */
async function writeNew(file: string, text: string): Promise<string | undefined> {
  try {
    await makeFolder(dirname(file), 0o777);
    await writeFile(file, text, { flag: 'wx' });
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

function usage(message: string): number {
  process.stderr.write(`labproof init: ${message}\n`);
  return EXIT.usage;
}
