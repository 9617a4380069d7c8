import type { FrontMatterText } from '../markdown/blocks.ts';
import type { FrontMatter } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { yaml } from '../text/yaml.ts';

/** Reads the keys that are labproof's; those of site generators are none of its business. */
export function readFrontMatter(
  source: FrontMatterText | undefined,
  file: string,
): { readonly frontMatter: FrontMatter; readonly problems: readonly Problem[] } {
  const empty: FrontMatter = { variables: {}, images: {} };
  if (!source) return { frontMatter: empty, problems: [] };
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines });
  const spanAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    const at = source.line + line - 1;
    return { file, line: at, column: col, endLine: at };
  };
  const broken = document.errors[0];
  if (broken) {
    const problem: Problem = {
      severity: 'warning',
      code: 'front-matter-yaml',
      span: spanAt(broken.pos[0]),
      message: `the front matter is no YAML: ${broken.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')}`,
      hint: 'the lab runs as if it had none',
    };
    return { frontMatter: empty, problems: [problem] };
  }
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: 50 });
  } catch {
    // An alias without its anchor, or too many of them: nothing labproof's keys would hold.
    values = undefined;
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return { frontMatter: empty, problems: [] };
  const given = values as {
    readonly [key: string]: unknown;
    title?: unknown;
    variables?: unknown;
    images?: unknown;
    machines?: unknown;
    demo?: unknown;
  };
  const problems: Problem[] = [];
  const wrong = (key: string, expected: string): void => {
    const node = document.get(key, true) as { range?: readonly number[] | null } | undefined;
    problems.push({
      severity: 'error',
      code: 'front-matter-type',
      span: spanAt(node?.range?.[0] ?? 0),
      message: `"${key}" in the front matter has the wrong type`,
      expected,
      found: JSON.stringify(given[key]) ?? '',
    });
  };
  const title = given.title;
  if (title !== undefined && title !== null && typeof title !== 'string' && typeof title !== 'number')
    wrong('title', 'a text');
  const variables = textMap(given.variables);
  if (!variables) wrong('variables', 'a map from the name of a variable to the value that the lab has');
  const images = textMap(given.images);
  if (!images) wrong('images', 'a map from an image to a folder');
  const machines = given.machines ?? [];
  const named =
    Array.isArray(machines) && machines.every((name) => typeof name === 'string' && HOSTNAME.test(name));
  if (!named) wrong('machines', 'a list of hostnames');
  const demo = isMap(given.demo) ? given.demo : undefined;
  if (!demo && given.demo !== undefined && given.demo !== null)
    wrong('demo', 'a map from options of labproof demo to their values');
  const frontMatter: FrontMatter = {
    ...(typeof title === 'string' || typeof title === 'number' ? { title: String(title) } : {}),
    // An author writes `parent: eth1`; what is looked for in commands is the value.
    variables: Object.fromEntries(Object.entries(variables ?? {}).map(([name, value]) => [value, name])),
    images: images ?? {},
    ...(named && machines.length > 0 ? { machines: machines as readonly string[] } : {}),
    ...(demo ? { demo } : {}),
  };
  return { frontMatter, problems };
}

const HOSTNAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/;
const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map of texts; undefined when the value is another thing. */
function textMap(value: unknown): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).map(
    ([key, text]) => [key, typeof text === 'number' ? String(text) : text] as const,
  );
  if (!entries.every(([, text]) => typeof text === 'string')) return undefined;
  return Object.fromEntries(entries) as Record<string, string>;
}
