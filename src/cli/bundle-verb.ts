import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { openClient } from '../docker/engine-client.ts';
import type { Machine } from '../machine/machine.ts';
import { openMachines } from '../machine/open.ts';
import type { Problem } from '../model/problem.ts';
import type { Plan } from '../plan/plan.ts';
import { planLab } from '../plan/plan.ts';
import { prepareLab } from '../run/prepare.ts';
import { consoleText } from '../text/console-text.ts';
import { meantTag, parseReference } from '../text/image-reference.ts';
import { BundleWriter } from '../training/bundle.ts';
import { courseTitle } from './course-title.ts';
import { labOf, problemLine, readDocuments } from './documents.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { readPlace } from './guide-verb.ts';
import { Interruption } from './interruption.ts';

/** Packs labs and their images into one file, which `serve` takes where there is no internet. */
export async function bundleVerb(args: Arguments): Promise<number> {
  const { flags, operands } = args;
  if (operands.length === 0)
    return usage("it takes what is to be packed; use 'labproof bundle DIR -o class.tar'");
  const { output } = flags;
  if (typeof output !== 'string' || output === '')
    return usage('-o FILE names the bundle, such as -o class.tar');
  const { documents, problems } = await readDocuments(operands, { scenarios: true });
  if (problems.length > 0) return tell(problems, EXIT.usage);
  const plans = documents
    .map((document) => planLab(labOf(document, {})))
    .filter(({ commands }) => commands.length > 0);
  if (plans.length === 0)
    return tell(
      [problemOf('nothing', `${operands.join(', ')}: no document with commands`)],
      EXIT.nothingToRun,
    );
  const place = await readPlace(args);
  if ('error' in place) return usage(place.error);
  const interruption = new Interruption();
  using _ = interruption.listen();
  const part = `${output}.part`;
  try {
    const machines = flags['no-images']
      ? []
      : await openMachines({ ...place, choice: place.engines[0], names: ['bundle'] });
    if ('severity' in machines) return tell([machines as Problem], EXIT.noEnvironment);
    const [machine] = machines as readonly Machine[];
    await using _machine = machine;
    const packed = await pack({ part, operands, plans, machine, place, signal: interruption.signal });
    if (interruption.status !== undefined) return interruption.status;
    await rename(part, output);
    return report({ output, documents: plans.length, ...packed }, flags.json === true);
  } catch (error) {
    if (interruption.status !== undefined) return interruption.status;
    return tell(
      [
        problemOf(
          'bundle',
          `${output}: it can't be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
        ),
      ],
      EXIT.usage,
    );
  } finally {
    await rm(part, { force: true });
  }
}

type Place = Exclude<Awaited<ReturnType<typeof readPlace>>, { error: string }>;

interface Packed {
  readonly title: string;
  readonly files: number;
  readonly bytes: number;
  readonly images: readonly string[];
  readonly missing: readonly { readonly image: string; readonly reason: string }[];
}

async function pack({
  part,
  operands,
  plans,
  machine,
  place,
  signal,
}: {
  readonly part: string;
  readonly operands: readonly string[];
  readonly plans: readonly Plan[];
  readonly machine: Machine | undefined;
  readonly place: Place;
  readonly signal: AbortSignal;
}): Promise<Packed> {
  await using writer = await BundleWriter.open(part);
  for (const { file, name } of await filesOf(operands, [part, part.replace(/\.part$/, '')])) {
    signal.throwIfAborted();
    if (!(await writer.add(`documents/${name}`, createReadStream(file))))
      throw new Error(`the path ${name} is too long for an archive`);
  }
  const images: string[] = [];
  const missing: { image: string; reason: string }[] = [];
  for (const { image, plan, requirement } of machine ? imagesOf(plans) : []) {
    signal.throwIfAborted();
    const { env, images: provided } = place;
    const unmet = (
      await prepareLab(plan, { engine: machine!, endpoint: machine!.endpoint, images: provided, env, signal })
    )(requirement);
    if (unmet) {
      missing.push({ image, reason: unmet.message });
      continue;
    }
    using client = await openClient(machine!.endpoint);
    const parts = parseReference(image);
    const saved = (await client.docker.getImage(image).get()) as unknown as AsyncIterable<Buffer>;
    await writer.add(`images/${parts.name}:${meantTag(parts)}.tar`, saved);
    images.push(image);
  }
  const title = courseTitle(operands);
  return { title, images, missing, ...(await writer.end({ title, images })) };
}

/** The images that labs need, each once, with a lab that needs it. */
function imagesOf(plans: readonly Plan[]) {
  const seen = new Set<string>();
  return plans.flatMap((plan) =>
    plan.commands
      .filter(({ command }) => !command.skip)
      .flatMap(({ requirements }) => requirements)
      .filter(({ kind, name }) => kind === 'image' && !seen.has(name) && seen.add(name))
      .map((requirement) => ({ image: requirement.name, plan, requirement })),
  );
}

/** The regular files of what was named, by their names in the bundle; nothing hidden, no links, no packages. */
async function filesOf(operands: readonly string[], not: readonly string[]) {
  const own = new Set(not.map((path) => resolve(path)));
  const files: { readonly file: string; readonly name: string }[] = [];
  const roots = new Set<string>();
  for (const operand of operands) {
    let root = basename(resolve(operand));
    while (roots.has(root)) root += '-2';
    roots.add(root);
    const found = await stat(operand).catch(() => undefined);
    if (!found) throw new Error(`${operand} is no file and no folder; patterns are not packed`);
    if (!found.isDirectory()) {
      files.push({ file: operand, name: root });
      continue;
    }
    for (const entry of await readdir(operand, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      const parts = relative(operand, file).split(sep);
      const hidden = parts.some((part) => part.startsWith('.') || part === 'node_modules');
      if (entry.isFile() && !hidden && !own.has(resolve(file)))
        files.push({ file, name: [root, ...parts].join('/') });
    }
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function report(
  packed: Packed & { readonly output: string; readonly documents: number },
  json: boolean,
): number {
  const { output, title, documents, files, images, missing, bytes } = packed;
  if (json) {
    const facts = { version: 1, file: output, title, documents, files, images, missing, bytes };
    process.stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`);
  } else {
    const size = `${Math.max(1, Math.round(bytes / 1e6))} MB`;
    const lines = [
      `${output}  ${title}: ${documents} labs, ${images.length} images, ${files} files, ${size}`,
      ...missing.map(({ image, reason }) => `  without ${image}: ${reason}`),
      `‘labproof serve ${output}’ serves it, also where there is no internet`,
    ];
    process.stdout.write(consoleText(`${lines.join('\n')}\n`, { color: false, env: process.env }));
  }
  return missing.length > 0 ? EXIT.noEnvironment : EXIT.passed;
}

const problemOf = (code: string, message: string): Problem => ({ severity: 'error', code, message });

const usage = (message: string): number => tell([problemOf('usage', message)], EXIT.usage);

function tell(problems: readonly Problem[], status: number): number {
  for (const problem of problems) process.stderr.write(`labproof bundle: ${problemLine(problem)}\n`);
  return status;
}
