import { readFileSync } from 'node:fs';
import { type EngineChoice, opensMachines } from '../docker/engine.ts';
import type { Problem } from '../model/problem.ts';
import type { CommandResult } from '../model/verdict.ts';
import { Classroom } from '../serve/classroom.ts';
import { Course } from '../serve/course.ts';
import { EnginePool } from '../serve/engine-pool.ts';
import { Seat } from '../serve/seat.ts';
import { PageServer } from '../serve/server.ts';
import { newToken } from '../serve/tokens.ts';
import type { DocumentSource } from '../training/document.ts';
import { rehearse, settledEngine } from '../training/rehearsal.ts';
import { courseTitle } from './course-title.ts';
import { DEFAULT_LABS, problemLine, readable, readDocuments, readTabs } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { readPlace } from './guide-verb.ts';
import { Interruption } from './interruption.ts';
import { stateDirectory } from './run-options.ts';
import { readServeSettings, type ServeSettings } from './serve-settings.ts';
import { openServed } from './served-bundle.ts';

type Place = Exclude<Awaited<ReturnType<typeof readPlace>>, { error: string }>;

/** Serves labs as pages, for one learner or a class, until it is interrupted. */
export async function serveVerb(args: Arguments): Promise<number> {
  const operands = args.operands.length > 0 ? args.operands : [DEFAULT_LABS];
  const served = await openServed(operands, stateDirectory(process.env));
  if ('severity' in served) return tell([served], EXIT.usage);
  await using _served = served;
  const { documents: found, problems } = await readDocuments(served.operands, { scenarios: true });
  const documents = readable(found, readTabs(args));
  if (problems.length > 0) return tell(problems, EXIT.usage);
  tell(
    documents.flatMap((document) => document.problems ?? []),
    EXIT.passed,
  );
  const asked = await readPlace(args);
  if ('error' in asked) return usage(asked.error);
  const place = { ...asked, images: asked.images ?? served.images };
  const engines = await Promise.all(place.engines.map((choice) => settledEngine(choice, process.env)));
  const course = new Course(
    served.title ?? courseTitle(operands),
    documents.map((document) => ({ ...document, file: served.nameOf(document.file) })),
    { ...place, several: engines.every(opensMachines) },
  );
  if (course.chapters.length === 0)
    return tell(
      [{ severity: 'error', code: 'nothing', message: `${operands.join(', ')}: no document with commands` }],
      EXIT.nothingToRun,
    );
  const settings = readServeSettings(args);
  if ('error' in settings) return usage(settings.error);
  const shared = !engines.every(opensMachines);
  const pool = new EnginePool(engines);
  if (settings.seats > pool.room)
    return usage(
      `--seats ${settings.seats}: the engines of --engine-pool hold ${pool.room} machines at a time`,
    );
  if (shared && (settings.seats > 1 || !settings.local)) return usage(NEEDS_MACHINES);
  const interruption = new Interruption();
  using _ = interruption.listen();
  await serve({ course, place, settings, engines, pool, signal: interruption.signal });
  return interruption.status === EXIT.terminated ? EXIT.terminated : EXIT.passed;
}

const NEEDS_MACHINES =
  "on an engine that is not labproof's own the terminal is your own shell, so it serves one seat on this machine only; --engine private gives every seat an engine of its own";

interface Serving {
  readonly course: Course;
  readonly place: Place;
  readonly settings: ServeSettings;
  readonly engines: readonly EngineChoice[];
  readonly pool: EnginePool;
  readonly signal: AbortSignal;
}

async function serve({ course, place, settings, engines, pool, signal }: Serving): Promise<void> {
  const { tls } = settings;
  await using server = await PageServer.open({
    listen: settings.listen,
    port: settings.port,
    hosts: settings.hosts,
    tls: tls && { cert: readFileSync(tls.cert), key: readFileSync(tls.key) },
  });
  const own = engines.every(opensMachines);
  const rehearsal = settings.rehearsal
    ? rehearsals({ place, engine: engines[0]!, signal })
    : async () => undefined;
  const seats = Array.from(
    { length: settings.seats },
    (_, index) =>
      new Seat({
        name: settings.seats === 1 ? '' : (settings.names[index] ?? `seat ${index + 1}`),
        token: newToken(),
        course,
        training: () => ({ ...place, engine: pool.engineFor(index), signal }),
        rehearsal,
        ownMachine: own,
        warning: own
          ? ''
          : 'This terminal is a shell of the machine that labproof runs on, not one of its own.',
        idleMs: settings.idleMs,
      }),
  );
  const trainerToken = settings.seats > 1 ? newToken() : undefined;
  const linkOf = ({ options }: Seat): string => `${server.origin}/#${options.token}`;
  await using classroom = new Classroom(seats, { trainerToken, linkOf });
  server.admit(classroom);
  process.stdout.write(invitation({ course, server, seats, trainerToken, linkOf }));
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Each document is rehearsed once, one after the other, when first somebody works on it. */
function rehearsals({
  place,
  engine,
  signal,
}: Pick<Serving, 'place' | 'signal'> & { readonly engine: EngineChoice }) {
  const known = new Map<string, Promise<readonly CommandResult[] | undefined>>();
  let last: Promise<unknown> = Promise.resolve();
  return (document: DocumentSource): Promise<readonly CommandResult[] | undefined> => {
    const before = known.get(document.file);
    if (before) return before;
    const results = last.then(async () => {
      const rehearsed = await rehearse(document, { ...place, engine, signal });
      return 'severity' in rehearsed ? undefined : rehearsed;
    });
    const safe = results.catch(() => undefined);
    last = safe;
    known.set(document.file, safe);
    return safe;
  };
}

function invitation({
  course,
  server,
  seats,
  trainerToken,
  linkOf,
}: {
  readonly course: Course;
  readonly server: PageServer;
  readonly seats: readonly Seat[];
  readonly trainerToken: string | undefined;
  readonly linkOf: (seat: Seat) => string;
}): string {
  const labs =
    course.chapters.length === 1
      ? course.chapters[0]!.title
      : `${course.title}: ${course.chapters.length} labs`;
  if (trainerToken === undefined)
    return `${labs}\n\n  ${linkOf(seats[0]!)}\n\nThe link is the key to it. Ctrl-C ends it.\n`;
  const links = seats.map((seat) => `  ${seat.options.name.padEnd(12)} ${linkOf(seat)}`);
  return `${labs}\n\n  ${'trainer'.padEnd(12)} ${server.origin}/trainer#${trainerToken}\n${links.join('\n')}\n\nEach link is the key to its seat. Ctrl-C ends the class.\n`;
}

function usage(message: string): number {
  return tell([{ severity: 'error', code: 'usage', message }], EXIT.usage);
}

function tell(problems: readonly Problem[], status: number): number {
  for (const problem of problems) process.stderr.write(`labproof serve: ${problemLine(problem)}\n`);
  return status;
}
