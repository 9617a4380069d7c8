import type { FrontMatterText } from '../markdown/blocks.ts';
import type { FrontMatter } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import { plainYaml } from '../text/plain-yaml.ts';
import { isMap } from '../text/values.ts';
import { yaml } from '../text/yaml.ts';
import { readFresh } from './sections.ts';

/** Reads the keys that are labproof's; those of site generators are none of its business. */
export function readFrontMatter(
  source: FrontMatterText | undefined,
  file: string,
): { readonly frontMatter: FrontMatter; readonly problems: readonly Problem[] } {
  if (!source) return { frontMatter: EMPTY, problems: [] };
  const plain = plainYaml(source.text);
  if (plain) {
    let wrong = false;
    const frontMatter = frontMatterOf(plain, () => {
      wrong = true;
    });
    // To tell where something is wrong takes the whole parser.
    if (!wrong) return { frontMatter, problems: [] };
  }
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
    return { frontMatter: EMPTY, problems: [problem] };
  }
  let values: unknown;
  try {
    values = document.toJS({ maxAliasCount: 50 });
  } catch {
    // An alias without its anchor, or too many of them: nothing labproof's keys would hold.
    values = undefined;
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return { frontMatter: EMPTY, problems: [] };
  const problems: Problem[] = [];
  const wrong = (key: string, expected: string): void => {
    const node = document.getIn(['labproof', ...key.split('.').filter(Boolean)], true) as
      | { range?: readonly number[] | null }
      | undefined;
    problems.push({
      severity: 'error',
      code: 'front-matter-type',
      span: spanAt(node?.range?.[0] ?? 0),
      message: `"${key === '' ? 'labproof' : `labproof.${key}`}" in the front matter has the wrong type`,
      expected,
      found: JSON.stringify(node) ?? '',
    });
  };
  const frontMatter = frontMatterOf(values as Readonly<Record<string, unknown>>, wrong);
  return { frontMatter, problems };
}

const EMPTY: FrontMatter = { variables: {}, images: {} };

function frontMatterOf(
  top: Readonly<Record<string, unknown>>,
  wrong: (key: string, expected: string) => void,
): FrontMatter {
  const own = top.labproof;
  if (own === false) return { ...EMPTY, ignored: true };
  const ours = own === null || own === undefined || own === true ? {} : own;
  if (typeof ours !== 'object' || Array.isArray(ours)) {
    wrong('', 'a map of what labproof is to know, or false for a document it is to leave alone');
    return EMPTY;
  }
  const given = ours as Readonly<Record<string, unknown>>;
  /** Under `labproof:` a value of another type is a mistake; at the top it is another tool's. */
  function read<T>(key: string, reader: (value: unknown) => T | undefined, expected: string): T | undefined {
    if (given[key] !== undefined && given[key] !== null) {
      const value = reader(given[key]);
      if (value === undefined) wrong(key, expected);
      return value;
    }
    return top[key] === undefined || top[key] === null ? undefined : reader(top[key]);
  }
  const title = read('title', text, 'a text');
  const variables = read(
    'variables',
    textMap,
    'a map from the name of a variable to the value that the lab has',
  );
  const images = read('images', textMap, 'a map from an image to a folder');
  const machines = read('machines', hostnames, 'a list of hostnames');
  const tabs = read('tabs', names, 'the names of the tabs to follow');
  const swarm = read('swarm', bool, 'true or false');
  const tags = read('tags', names, 'the names by which --tag chooses the lab');
  const fresh = read('fresh', readFresh, 'section, or the depth of headings from 1 to 6');
  const demo = read('demo', map, 'a map from options of labproof demo to their values');
  return {
    ...(title === undefined ? {} : { title }),
    // An author writes `parent: eth1`; what is looked for in commands is the value.
    variables: Object.fromEntries(Object.entries(variables ?? {}).map(([name, value]) => [value, name])),
    images: images ?? {},
    ...(machines && machines.length > 0 ? { machines } : {}),
    ...(tabs ? { tabs } : {}),
    ...(swarm === undefined ? {} : { swarm }),
    ...(tags && tags.length > 0 ? { tags } : {}),
    ...(fresh ? { fresh } : {}),
    ...(demo ? { demo } : {}),
  };
}

const bool = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const HOSTNAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/;
const map = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  isMap(value) ? value : undefined;

const hostnames = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((name) => typeof name === 'string' && HOSTNAME.test(name))
    ? value
    : undefined;

const names = (value: unknown): readonly string[] | undefined => {
  const list = typeof value === 'string' ? [value] : value;
  return Array.isArray(list) && list.every((name) => typeof name === 'string') ? list : undefined;
};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

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
