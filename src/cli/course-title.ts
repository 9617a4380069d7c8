import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** The folder's name, of a site's its title. */
export function courseTitle(operands: readonly string[]): string {
  const [operand] = operands;
  if (operands.length !== 1 || operand === undefined) return 'Labs';
  const path = resolve(operand);
  const folder = basename(path) === '_posts' ? dirname(path) : path;
  return siteTitle(join(folder, '_config.yml')) ?? basename(folder).replace(/\.(?:md|markdown)$/i, '');
}

/** The title in the settings of a site of Jekyll; undefined where there are none. */
function siteTitle(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const found = /^title:[ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|([^\n#]+?))[ \t]*(?:#.*)?$/m.exec(
    readFileSync(file, 'utf8')
      .slice(0, 1 << 16)
      .replaceAll('\r', ''),
  );
  return found?.slice(1).find((title) => title !== undefined);
}
