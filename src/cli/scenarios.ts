import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { readScenario } from '../lab/scenario.ts';
import type { Origin } from '../markdown/includes.ts';
import type { Problem } from '../model/problem.ts';
import { textWithin } from './text-within.ts';

export interface ScenarioText {
  /** The index. */
  readonly file: string;
  readonly text: string;
  /** Where each line of the text stands. */
  readonly origins: readonly Origin[];
  readonly problems: readonly Problem[];
}

const INDEX = 'index.json';

/** The scenario that a file or folder is; undefined where it is none. */
export function scenarioAt(operand: string): ScenarioText | undefined {
  const file = statSync(operand, { throwIfNoEntry: false })?.isDirectory() ? join(operand, INDEX) : operand;
  if (!file.endsWith(INDEX) || !existsSync(file)) return undefined;
  const folder = dirname(file);
  const text = textWithin(folder, file);
  const scenario =
    text === undefined
      ? undefined
      : readScenario(
          { file, text },
          {
            read: (path) => textWithin(folder, join(folder, path)),
            list: (path) => filesBelow(join(folder, path)),
          },
        );
  if (!scenario) return undefined;
  const origins = scenario.origins.map((origin) =>
    origin.from ? { ...origin, from: { ...origin.from, file: join(folder, origin.from.file) } } : origin,
  );
  return { ...scenario, file, origins };
}

/** Files below a folder as they are called from there; none where there is no such folder. */
function filesBelow(folder: string): readonly string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The scenarios below a folder, in the order that its `structure.json` gives them, else by name. */
export async function scenariosBelow(folder: string): Promise<readonly ScenarioText[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name === INDEX)
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.split(sep).includes('node_modules'));
  const order = orderIn(folder);
  const place = (path: string): number => {
    const at = order.findIndex((name) => path.startsWith(`${join(folder, name)}${sep}`));
    return at < 0 ? order.length : at;
  };
  const sorted = files.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  return sorted.flatMap((file) => scenarioAt(file) ?? []);
}

function orderIn(folder: string): readonly string[] {
  try {
    const { items } = JSON.parse(readFileSync(join(folder, 'structure.json'), 'utf8')) as {
      readonly items?: readonly { readonly path?: unknown }[];
    };
    return (items ?? []).flatMap(({ path }) => (typeof path === 'string' ? [path] : []));
  } catch {
    return [];
  }
}
