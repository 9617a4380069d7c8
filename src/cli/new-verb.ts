import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { makeFolder } from '../docker/folder.ts';
import { parseLab } from '../lab/parse.ts';
import { lintText } from '../lint/lint.ts';
import type { Problem } from '../model/problem.ts';
import { planLab } from '../plan/plan.ts';
import { legibleLine } from '../report/legible.ts';
import { openLearnerShell, type Size } from '../training/learner-shell.ts';
import { settledEngine } from '../training/rehearsal.ts';
import { openWorkplace, type Workplace } from '../training/workplace.ts';
import { composeDocument, type Typed } from '../update/compose-document.ts';
import { problemLine } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { readPlace } from './guide-verb.ts';
import { Interruption } from './interruption.ts';
import { ShellRecorder, TELL_HEADINGS } from './shell-recorder.ts';

/** Gives a shell where a lab would be and makes a document of what is typed there. */
export async function newVerb(args: Arguments): Promise<number> {
  const [file, ...more] = args.operands;
  if (file === undefined || more.length > 0) return usage("it takes one file; use 'labproof new FILE'");
  if (existsSync(file)) return usage(`${file}: it is there already, and is left as it is`);
  if (!process.stdin.isTTY || !process.stdout.isTTY) return usage('it needs a terminal for input and output');
  const place = await readPlace(args);
  if ('error' in place) return usage(place.error);
  const interruption = new Interruption();
  using _ = interruption.listen();
  const { signal } = interruption;
  const engine = await settledEngine(place.engines[0], process.env);
  const nothing = planLab(parseLab(file, ''));
  const workplace = await openWorkplace(nothing, { ...place, engine, signal });
  if ('severity' in workplace) return tell(workplace);
  await using opened = workplace;
  process.stdout.write(GREETING);
  const typed = await recorded(opened, signal);
  if ('severity' in typed) return tell(typed);
  if (typed.length === 0) {
    process.stdout.write('\nnothing was typed, so there is no document\n');
    return interruption.status ?? EXIT.nothingToRun;
  }
  const text = composeDocument(typed, titleOf(file));
  try {
    await makeFolder(dirname(file), 0o777);
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    process.stderr.write(
      `labproof new: ${file}: it can't be written (${(error as NodeJS.ErrnoException).code})\n`,
    );
    return EXIT.cannotWrite;
  }
  process.stdout.write(`\n${file} is written; 'labproof run ${file}' runs it\n`);
  for (const { line, message, hint } of lintText(file, text))
    process.stdout.write(`${file}:${line}: ${legibleLine(message)}; ${legibleLine(hint)}\n`);
  return interruption.status ?? EXIT.passed;
}

const GREETING =
  'What you type here becomes a document: commands with their outputs, and # lines as headings.\n' +
  'exit ends it; then all that the commands made is removed.\n\n';

/** `docs/first-steps.md` is about first steps. */
function titleOf(file: string): string {
  const words = basename(file, extname(file)).replace(/[-_]+/g, ' ').trim() || 'A lab';
  return words[0]!.toUpperCase() + words.slice(1);
}

async function recorded(workplace: Workplace, signal: AbortSignal): Promise<readonly Typed[] | Problem> {
  const { stdin, stdout } = process;
  const recorder = new ShellRecorder();
  const size = (): Size => ({ cols: stdout.columns || 80, rows: stdout.rows || 24 });
  let leave = (): void => {};
  const over = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const { desk } = workplace;
  const shell = await openLearnerShell({
    desk,
    folder: desk.folder,
    own: undefined,
    term: process.env.TERM || 'xterm-256color',
    history: join(desk.folder, 'new-history'),
    state: `${await workplace.shellState()}\n${TELL_HEADINGS}`,
    title: 'new',
    size: size(),
    onPiece: (piece) => {
      recorder.piece(piece);
      if (piece.kind === 'text') stdout.write(piece.data);
    },
    onExit: () => leave(),
  });
  if ('severity' in shell) return shell;
  const type = (data: Buffer): void => shell.write(data.toString());
  const resize = (): void => shell.resize(size());
  signal.addEventListener('abort', leave, { once: true });
  stdin.setRawMode(true);
  stdin.on('data', type);
  stdin.resume();
  stdout.on('resize', resize);
  try {
    if (!signal.aborted) await over;
  } finally {
    stdin.off('data', type);
    stdin.setRawMode(false);
    stdin.pause();
    stdout.off('resize', resize);
    await shell.close();
  }
  return recorder.typed;
}

function tell(problem: Problem): number {
  process.stderr.write(`labproof new: ${problemLine(problem)}\n`);
  return EXIT.noEnvironment;
}

function usage(message: string): number {
  process.stderr.write(`labproof new: ${message}\n`);
  return EXIT.usage;
}
