import { LEVELS, type Level } from '../lint/finding.ts';
import type { Levels } from '../lint/lint.ts';
import { RULES } from '../lint/rules.ts';
import { nearest } from '../text/nearest.ts';
import type { Arguments } from './flags.ts';

export interface LintSettings {
  readonly fix: boolean;
  readonly json: boolean;
  /** Where findings are written as SARIF, too. */
  readonly sarif: string | undefined;
  readonly quiet: boolean;
  readonly listRules: boolean;
  readonly levels: Levels;
  readonly maxWarnings: number;
  readonly color: boolean | undefined;
}

/** The settings that the flags stand for, or what is wrong with them. */
export function readLintSettings({ flags }: Arguments): LintSettings | { readonly error: string } {
  const levels = new Map<string, Level | 'off'>();
  for (const text of Array.isArray(flags.rule) ? (flags.rule as string[]) : []) {
    const [name = '', level = ''] = text.split('=', 2);
    if (!Object.hasOwn(RULES, name)) {
      const near = nearest(name, Object.keys(RULES));
      return {
        error: `unknown rule '${name}'; ${near ? `did you mean ${near}?` : '--list-rules lists them'}`,
      };
    }
    if (!isLevel(level)) return { error: `--rule takes NAME=off, info, warning or error, not '${text}'` };
    levels.set(name, level);
  }
  const most = flags['max-warnings'] ?? '0';
  if (!/^\d{1,9}$/.test(String(most))) return { error: `--max-warnings takes a number, not '${most}'` };
  return {
    fix: flags.fix === true,
    json: flags.json === true,
    sarif: flags.sarif as string | undefined,
    quiet: flags.quiet === true,
    listRules: flags['list-rules'] === true,
    levels,
    maxWarnings: Number(most),
    color: flags.color ? true : flags['no-color'] ? false : undefined,
  };
}

const isLevel = (text: string): text is Level | 'off' =>
  text === 'off' || (LEVELS as readonly string[]).includes(text);
