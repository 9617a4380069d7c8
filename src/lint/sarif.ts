import { safeJson } from '../text/log-safe.ts';
import type { Finding, Rule } from './finding.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** Findings as SARIF 2.1.0, which code hosts show at the lines of a change. */
export function sarifOf(
  findings: readonly Finding[],
  {
    rules,
    version,
    uriOf,
  }: {
    readonly rules: Readonly<Record<string, Rule>>;
    readonly version: string;
    readonly uriOf: (file: string) => string;
  },
): string {
  const ids = Object.keys(rules);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'labproof',
            version,
            rules: Object.entries(rules).map(([id, { level, summary }]) => ({
              id,
              shortDescription: { text: summary },
              defaultConfiguration: { level: LEVELS[level] },
            })),
          },
        },
        // Columns of findings count UTF-16 units.
        columnKind: 'utf16CodeUnits',
        results: findings.map(({ rule, level, file, line, column, message, hint }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level: LEVELS[level],
          message: { text: `${message}; ${hint}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(uriOf(file)), uriBaseId: '%SRCROOT%' },
                region: { startLine: line, startColumn: column },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${safeJson(JSON.stringify(log, undefined, 2))}\n`;
}
