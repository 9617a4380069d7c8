import type { Finding } from '../../src/lint/finding.ts';
import { lintText } from '../../src/lint/lint.ts';
import type { RuleName } from '../../src/lint/rules.ts';

/** A document with these lines in one block of code, the first of which is line 4. */
export function transcript(...lines: readonly string[]): string {
  return ['# A lab', '', '```', ...lines, '```', ''].join('\n');
}

/** What a rule finds in a document. */
export function found(rule: RuleName, text: string): readonly Finding[] {
  return lintText('lab.md', text).filter((finding) => finding.rule === rule);
}

/** The lines on which a rule finds something. */
export function linesOf(rule: RuleName, text: string): readonly number[] {
  return found(rule, text).map(({ line }) => line);
}

/** A row of `docker ps` below `PS`. */
export const PS = 'CONTAINER ID   IMAGE     COMMAND   CREATED         STATUS         PORTS     NAMES';
export function psRow(id: string, name: string, image = 'alpine'): string {
  return `${id}   ${image.padEnd(7)}   "sh"      5 seconds ago   Up 4 seconds             ${name}`;
}

/** A row of `docker network ls` below `NETWORKS`. */
export const NETWORKS = 'NETWORK ID     NAME      DRIVER    SCOPE';
export function networkRow(id: string, name: string, driver = 'bridge'): string {
  return `${id}   ${name.padEnd(7)}   ${driver.padEnd(7)}   local`;
}
