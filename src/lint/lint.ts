import { type LintDocument, readLintDocument } from './document.ts';
import type { Finding, Level, Rule } from './finding.ts';
import { RULES, type RuleName } from './rules.ts';

/** The level of a rule where it is not its own; `off` leaves the rule out. */
export type Levels = ReadonlyMap<string, Level | 'off'>;

/** What is wrong with a document as far as its text tells, in line order. Asks no engine. */
export const lintText = (file: string, text: string, levels: Levels = new Map()): readonly Finding[] =>
  findingsIn(readLintDocument(file, text), levels);

/** The same of one that was read before. */
export function findingsIn(document: LintDocument, levels: Levels): readonly Finding[] {
  if (document.lab.frontMatter.ignored) return [];
  const findings = Object.entries<Rule>(RULES).flatMap(([name, rule]) => {
    const asked = levels.get(name);
    if (asked === 'off') return [];
    return rule.check(document).map(
      ({ level, ...found }): Finding => ({
        ...found,
        file: document.file,
        rule: name as RuleName,
        level: asked ?? level ?? rule.level,
      }),
    );
  });
  return findings.sort((a, b) => a.line - b.line || a.column - b.column);
}
