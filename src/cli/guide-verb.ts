import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { opensMachines } from '../docker/engine.ts';
import type { Problem } from '../model/problem.ts';
import { guideInTerminal } from '../training/guide-in-terminal.ts';
import { settledEngine } from '../training/rehearsal.ts';
import { readAllowed } from './allowed.ts';
import { problemLine, readable, readDocuments, readTabs } from './documents.ts';
import { engineProblem, readEngines } from './engines.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { checkDocument } from './guide-check.ts';
import { Interruption } from './interruption.ts';
import { readDuration, stateDirectory } from './run-options.ts';

/** Guides through a document in the terminal at hand; `--check` says what of it can be verified. */
export async function guideVerb(args: Arguments): Promise<number> {
  const { flags, operands } = args;
  if (operands.length !== 1) return usage("it takes one document; use 'labproof guide FILE'");
  const { documents: found, problems } = await readDocuments(operands, { scenarios: true });
  const documents = readable(found, readTabs(args));
  const [document] = documents;
  if (!document) return tell(problems, EXIT.usage);
  if (documents.length > 1) return usage('it takes one document, not a folder; labproof serve takes folders');
  tell(document.problems ?? [], EXIT.passed);
  if (flags.check) {
    return checkDocument(document, {
      json: flags.json === true,
      asked: { skipTags: skipTagsOf(args), online: flags.online === true, several: true },
    });
  }
  const { stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY)
    return usage('it needs a terminal for input and output; labproof serve guides in a browser');
  const place = await readPlace(args);
  if ('error' in place) return usage(place.error);
  const interruption = new Interruption();
  using _ = interruption.listen();
  const color =
    flags['no-color'] !== true &&
    (flags.color === true || !process.env.NO_COLOR) &&
    process.env.TERM !== 'dumb';
  const engine = await settledEngine(place.engines[0], process.env);
  const trouble = await guideInTerminal(document, {
    ...place,
    engine,
    ownMachine: opensMachines(engine),
    signal: interruption.signal,
    own: { shell: process.env.SHELL ?? 'bash', home: process.env.HOME ?? homedir() },
    color,
    rehearsal: flags['no-rehearsal'] !== true,
    anew: flags.anew === true,
    input: stdin,
    output: stdout,
  });
  return interruption.status ?? (trouble.length > 0 ? tell(trouble, EXIT.noEnvironment) : EXIT.passed);
}

/** Where learners work, as the flags of `guide` and `serve` say. */
export async function readPlace(args: Arguments) {
  const { flags } = args;
  const text = (name: string): string | undefined =>
    typeof flags[name] === 'string' ? flags[name] : undefined;
  const engines = readEngines(
    Array.isArray(flags.engine) ? (flags.engine as string[]) : [],
    text('engine-pool'),
  );
  if ('error' in engines) return engines;
  const problem = await engineProblem(engines, process.env);
  if (problem) return { error: problemLine(problem) };
  const timeoutMs = readDuration(text('timeout') ?? '30s');
  if (timeoutMs === undefined)
    return { error: `--timeout takes a duration such as 500ms, 30s or 2m, not '${text('timeout')}'` };
  const workdir = text('workdir');
  if (workdir !== undefined && !statSync(workdir, { throwIfNoEntry: false })?.isDirectory())
    return { error: `--workdir ${workdir}: there is no such folder` };
  const allowed = readAllowed(Array.isArray(flags.allow) ? (flags.allow as string[]) : []);
  if ('error' in allowed) return allowed;
  return {
    engines,
    allowed,
    env: process.env,
    stateDirectory: stateDirectory(process.env),
    images: text('images'),
    machineImage: text('machine-image'),
    engineVersion: text('engine-version'),
    workdir: workdir === undefined ? undefined : realpathSync(workdir),
    online: flags.online === true,
    privileged: flags['no-privileged'] ? ('refuse' as const) : ('allow' as const),
    timeoutMs,
    skipTags: skipTagsOf(args),
  };
}

const skipTagsOf = ({ flags }: Arguments): ReadonlySet<string> =>
  new Set(Array.isArray(flags['skip-tag']) ? (flags['skip-tag'] as string[]) : []);

function usage(message: string): number {
  process.stderr.write(`labproof guide: ${message}\n`);
  return EXIT.usage;
}

function tell(problems: readonly Problem[], status: number): number {
  for (const problem of problems) process.stderr.write(`labproof guide: ${problemLine(problem)}\n`);
  return status;
}
