import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { notIncluded, parseLab, type Reading } from '../lab/parse.ts';
import { relocated } from '../lab/relocate.ts';
import { type Fresh, readFresh } from '../lab/sections.ts';
import { type Origin, withIncludes } from '../markdown/includes.ts';
import type { Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { consoleText } from '../text/console-text.ts';
import { globPattern, ignores, isGlob } from '../text/glob.ts';
import type { Arguments } from './flags.ts';
import { readIncluded } from './included-files.ts';
import { type ScenarioText, scenarioAt, scenariosBelow } from './scenarios.ts';

/** What a verb takes when no document is named. */
export const DEFAULT_LABS = 'labs';
const NO_LABS = "name your documents or their folder, or begin a project with 'labproof init'";

/** The labs of the files and folders named; a folder stands for its Markdown files. */
export async function readLabs(
  operands: readonly string[],
  { tabs = [], fresh, exclude = [] }: ReadingSettings = {},
): Promise<{ labs: readonly Lab[]; problems: readonly Problem[] }> {
  const { documents, problems } = await readDocuments(operands, { exclude, scenarios: true });
  const reading = { tabs, ...(fresh && { fresh }), included: readIncluded() };
  return { labs: documents.map((document) => labOf(document, reading)), problems };
}

/** The lab of a document, at the lines of the files that it was put together from. */
export function labOf({ file, text, origins, problems = [] }: DocumentText, reading: Reading): Lab {
  if (!origins) return parseLab(file, text, reading);
  const lab = relocated(parseLab(file, text, reading), origins);
  return { ...lab, problems: [...problems, ...lab.problems] };
}

/** Documents for people to read: what they include in its place, with the tabs that they are asked to follow. */
export function readable<T extends DocumentText>(
  documents: readonly T[],
  tabs: readonly string[],
): readonly (T & { readonly tabs: readonly string[] })[] {
  const included = readIncluded();
  return documents.map((document) => {
    const { file, text, origins, problems = [] } = document;
    const expanded = origins ? undefined : withIncludes(text.split(/\r\n|\n|\r/), file, included);
    if (!expanded) return { ...document, tabs };
    const missing = expanded.missing.map(({ line, path }) => notIncluded({ file, line, path }));
    return {
      ...document,
      tabs,
      text: expanded.lines.join('\n'),
      origins: expanded.origins,
      problems: [...problems, ...missing],
    };
  });
}

/** What `--tab` stands for. */
export const readTabs = ({ flags }: Pick<Arguments, 'flags'>): readonly string[] =>
  Array.isArray(flags.tab) ? (flags.tab as string[]) : [];

/** The scenarios that a file or folder is or has. */
async function scenariosOf(operand: string, isFolder: boolean): Promise<readonly ScenarioText[]> {
  const scenario = scenarioAt(operand);
  return scenario ? [scenario] : isFolder ? scenariosBelow(operand) : [];
}

export interface ReadingSettings {
  /** Names of the tabs to follow. */
  readonly tabs?: readonly string[];
  /** Where sections are run anew. */
  readonly fresh?: Fresh | undefined;
  /** Patterns of files that folders and patterns leave out, as in `.labproofignore`. */
  readonly exclude?: readonly string[];
}

/** What `--exclude` stands for. */
export const readExcluded = ({ flags }: Pick<Arguments, 'flags'>): readonly string[] =>
  Array.isArray(flags.exclude) ? (flags.exclude as string[]) : [];

/** What `--tab`, `--fresh` and `--exclude` stand for. */
export function readReading({
  flags,
}: Pick<Arguments, 'flags'>): Required<ReadingSettings> | { readonly error: string } {
  const fresh = readFresh(flags.fresh);
  if (flags.fresh !== undefined && fresh === undefined)
    return {
      error: `--fresh takes section or a depth of headings from 1 to 6, not '${String(flags.fresh)}'`,
    };
  return { tabs: readTabs({ flags }), fresh, exclude: readExcluded({ flags }) };
}

export interface DocumentText {
  readonly file: string;
  readonly text: string;
  /** The text stands for the file's bytes exactly, so that it can be written back. */
  readonly exact: boolean;
  /** It was put together from others: where each of its lines stands. */
  readonly origins?: readonly Origin[];
  /** What of those can't be had here. */
  readonly problems?: readonly Problem[];
}

/** What is named: files to read, and scenarios, whose texts were put together. */
interface Found {
  readonly files: readonly string[];
  readonly scenarios: readonly DocumentText[];
  readonly problems: readonly Problem[];
}

type Finding = Pick<ReadingSettings, 'exclude'> & {
  /** Folders with the index of a scenario are one document each. */
  readonly scenarios?: boolean;
};

/** The texts of the files and folders named. */
export async function readDocuments(
  operands: readonly string[],
  finding: Finding = {},
): Promise<{ documents: readonly DocumentText[]; problems: readonly Problem[] }> {
  const { files, scenarios, problems } = await findDocuments(operands, finding);
  const read = files.map(readDocument);
  return {
    documents: [...scenarios, ...read.filter((one): one is DocumentText => 'text' in one)],
    problems: [...problems, ...read.filter((one): one is Problem => 'message' in one)],
  };
}

/** The files below the files and folders named, each once. */
export async function findDocuments(
  operands: readonly string[],
  { exclude = [], scenarios = false }: Finding = {},
): Promise<Found> {
  const problems: Problem[] = [];
  const files: string[] = [];
  const whole: DocumentText[] = [];
  for (const operand of operands) {
    const found = statOf(operand);
    if (isGlob(operand) && typeof found === 'string') {
      const fitting = fittingGlob(operand, exclude);
      if (fitting.length === 0)
        problems.push({
          severity: 'error',
          code: 'no-file',
          message: `${operand}: no Markdown file fits the pattern`,
          hint: 'check the pattern',
        });
      files.push(...fitting);
      continue;
    }
    if (typeof found === 'string') {
      const message = found === 'ENOENT' ? 'there is no such file or folder' : `it can't be read (${found})`;
      problems.push({
        severity: 'error',
        code: found === 'ENOENT' ? 'no-file' : 'unreadable-file',
        message: `${operand}: ${message}`,
        hint: operand === DEFAULT_LABS ? NO_LABS : 'check the path',
      });
      continue;
    }
    const own = scenarios ? await scenariosOf(operand, found.isDirectory()) : [];
    for (const { text, problems: said, ...scenario } of own) {
      if (text === '') problems.push(...said);
      else whole.push({ ...scenario, text, problems: said, exact: false });
    }
    const below = own.map(({ file }) => `${dirname(file)}${sep}`);
    if (found.isDirectory()) {
      const all = markdownBelow(operand, exclude);
      for (const path of all) if (!below.some((folder) => path.startsWith(folder))) files.push(path);
    } else if (own.length === 0) files.push(operand);
  }
  return { files: [...new Set(files)], scenarios: whole, problems };
}

/** What there is at a path, or the code of why that can't be told. */
function statOf(path: string): Stats | string {
  try {
    return statSync(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

/** The text of a file, or why it has none. */
export function readDocument(file: string): DocumentText | Problem {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { severity: 'error', code: 'unreadable-file', message: `${file}: it can't be read (${code})` };
  }
  const text = bytes.toString('utf8');
  if (!text.includes('\0')) return { file, text, exact: Buffer.from(text).equals(bytes) };
  return {
    severity: 'error',
    code: 'not-text',
    message: `${file}: it is not a text file`,
    hint: 'name a Markdown file in UTF-8',
  };
}

function markdownBelow(folder: string, exclude: readonly string[]): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(?:mdx?|markdown)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split('/').includes('node_modules'))
    .filter(notIgnored(exclude))
    .sort();
}

/** The Markdown files that a pattern names, from the folder before its first wildcard. */
function fittingGlob(glob: string, exclude: readonly string[]): readonly string[] {
  const plain = glob.slice(0, glob.search(/[*?[{]/));
  const root = plain.includes('/') ? plain.slice(0, plain.lastIndexOf('/') + 1) || '/' : '.';
  const pattern = globPattern(glob.replace(/^\.\//, ''));
  if (typeof statOf(root) === 'string') return [];
  return markdownBelow(root, exclude).filter((path) => pattern.test(path.replace(/^\.\//, '')));
}

/** What `.labproofignore` of the working directory and `--exclude` leave in; a document that is named itself is always read. */
function notIgnored(exclude: readonly string[]): (path: string) => boolean {
  const ignore = readDocument('.labproofignore');
  const text = 'text' in ignore ? ignore.text : '';
  const ignored = ignores([...text.split(/\r?\n/), ...exclude]);
  return (path) => !ignored(relative('.', path));
}

/** A problem as a line for people: `file:line:col: message; hint`. */
export function problemLine(problem: Problem): string {
  const { span, message, hint, expected, found } = problem;
  const place = span ? `${span.file}:${span.line}:${span.column}: ` : '';
  const compared = expected ? ` (expected ${expected}${found ? `, found ${found}` : ''})` : '';
  const line = `${place}${message}${compared}${hint ? `; ${hint}` : ''}`;
  return consoleText(line, { color: false, env: process.env });
}
