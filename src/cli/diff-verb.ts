import { readFile } from 'node:fs/promises';
import {
  type Change,
  type ChangeKind,
  type ComparedReport,
  compareReports,
} from '../report/compare-reports.ts';
import { legibleLine } from '../report/legible.ts';
import { palette } from '../report/paint.ts';
import { consoleText } from '../text/console-text.ts';
import { safeJson } from '../text/log-safe.ts';
import { EXIT } from './exit-status.ts';
import type { Arguments } from './flags.ts';
import { standardOutput } from './outputs.ts';

const TITLES: Readonly<Record<ChangeKind, string>> = {
  broken: 'fails now',
  fixed: 'holds again',
  changed: 'is otherwise',
  new: 'is new',
  gone: 'is gone',
};

/** Tells what is otherwise in the second of two JSON reports; 1 when something fails that did not. */
export async function diffVerb({ flags, operands }: Arguments): Promise<number> {
  const [before, after, ...more] = operands;
  if (before === undefined || after === undefined || more.length > 0)
    return usage("give two reports; use 'labproof diff BEFORE.json AFTER.json'");
  const [old, now] = await Promise.all([readReport(before), readReport(after)]);
  if ('error' in old) return usage(old.error);
  if ('error' in now) return usage(now.error);
  const changes = compareReports(old, now);
  const output = standardOutput(flags.color ? true : flags['no-color'] ? false : undefined);
  if (flags.json) output.write(`${safeJson(JSON.stringify({ version: 1, changes }, undefined, 2))}\n`);
  else output.write(consoleText(textOf(changes, output.color), { color: output.color, env: process.env }));
  return changes.some(({ kind }) => kind === 'broken') ? EXIT.failed : EXIT.passed;
}

function textOf(changes: readonly Change[], color: boolean): string {
  const paint = palette(color);
  const lines = (Object.keys(TITLES) as ChangeKind[]).flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) return [];
    const title =
      kind === 'broken'
        ? paint.red(TITLES[kind])
        : kind === 'fixed'
          ? paint.green(TITLES[kind])
          : TITLES[kind];
    return [`${title} (${own.length})`, ...own.flatMap((change) => rowsOf(change, paint.dim))];
  });
  const n = (kind: ChangeKind): number => changes.filter((change) => change.kind === kind).length;
  const others = n('changed') + n('new') + n('gone');
  return [...lines, `${n('broken')} broken, ${n('fixed')} fixed, ${others} otherwise`, ''].join('\n');
}

function rowsOf(
  { file, engine, line, command, before, after, reason }: Change,
  dim: (text: string) => string,
): readonly string[] {
  const verdicts = [before, after].filter((verdict) => verdict !== undefined).join(' → ');
  const on = engine === undefined ? '' : ` on docker ${engine}`;
  const row = `  ${file}:${line}  ${legibleLine(command.split('\n', 1)[0]!)}  ${dim(verdicts + on)}`;
  return reason === '' ? [row] : [row, `      ${legibleLine(reason)}`];
}

async function readReport(file: string): Promise<ComparedReport | { readonly error: string }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (text instanceof Error) return { error: `${file}: it can't be read (${text.code})` };
  try {
    const report = JSON.parse(text) as Partial<ComparedReport>;
    const labs = report.labs;
    const whole =
      Array.isArray(labs) &&
      labs.every((lab) => typeof lab?.file === 'string' && Array.isArray(lab.commands));
    if (whole) return report as ComparedReport;
  } catch {
    // Said below: it is none, whatever it is.
  }
  return { error: `${file}: it is no report of 'labproof run --reporter json'` };
}

function usage(message: string): number {
  process.stderr.write(`labproof diff: ${message}\n`);
  return EXIT.usage;
}
