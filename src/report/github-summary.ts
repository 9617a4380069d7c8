import type { CommandResult, Verdict } from '../model/verdict.ts';
import { onEngines, toldEngineFacts } from './engine-facts.ts';
import { clipped, legible, legibleLine } from './legible.ts';
import type { LabRecord, RunRecord } from './record.ts';
import { commandsOf } from './step-commands.ts';
import { cachedText, duration, engineName, engineNames, lastLine, leftover, runFacts } from './words.ts';

const SIGNS: Readonly<Record<Verdict, string>> = { passed: '✅', drifted: '🟡', failed: '❌', skipped: '⚪' };
/** How much of one command's differences is shown, in UTF-16 units. */
const DIFF = 8_192;

/** A run in GitHub's Markdown, of at most `bytes` bytes of UTF-8; says how much did not fit. */
export function jobSummary(
  run: RunRecord,
  { relative, bytes }: { readonly relative: (file: string) => string; readonly bytes: number },
): string {
  const parts = [
    head(run),
    table(run, relative),
    factTable(run, relative),
    ...run.labs.flatMap((record) =>
      troubles(record, { file: relative(record.result.file), on: onEngines([record.engine], run.engines) }),
    ),
  ];
  // What says that something is missing must fit as well.
  let room = bytes - 100;
  const kept: string[] = [];
  for (const part of parts) {
    room -= Buffer.byteLength(part);
    if (room < 0) break;
    kept.push(part);
  }
  const missing = parts.length - kept.length;
  if (missing === 0) return kept.join('');
  const note = `\n${missing} more parts of this summary do not fit; see the job's log.\n`;
  return bytes < 100 ? '' : kept.join('') + note;
}

function head({ labs, engine, engines, info, durationMs, interrupted }: RunRecord): string {
  const verdicts = labs.flatMap(({ result }) => result.commands.map(({ verdict }) => verdict));
  const facts = [
    ...(engines.length > 0 ? [engineNames(engines)] : engine ? [engineName(engine)] : []),
    duration(durationMs),
    ...(info ? runFacts(info) : []),
    ...(interrupted ? ['interrupted'] : []),
  ];
  return `## labproof: ${lastLine(verdicts)}\n\n${prose(facts.join(' · '))}\n\n`;
}

/** What holds on one engine and not on another. */
function factTable({ labs }: RunRecord, relative: (file: string) => string): string {
  const rows = toldEngineFacts(labs.map(({ result }) => result)).map(({ fact, told }) => {
    const cells = [`${relative(fact.file)}:${fact.line}`, fact.fact, told].map(prose);
    return `| ${cells.join(' | ')} |\n`;
  });
  return rows.length === 0 ? '' : `| Not on every engine | | |\n|-|-|-|\n${rows.join('')}\n`;
}

function table(run: RunRecord, relative: (file: string) => string): string {
  const rows = run.labs.map((record) => {
    const { result } = record;
    const n = (verdict: Verdict): number => result.commands.filter((c) => c.verdict === verdict).length;
    const on = prose(onEngines([record.engine], run.engines));
    const cached = result.cached === undefined ? '' : `(${cachedText(result.cached)})`;
    const name = [prose(result.title), `(${prose(relative(result.file))})`, on, cached]
      .filter((part) => part !== '')
      .join(' ');
    const counts = [n('passed'), n('drifted'), n('failed'), n('skipped')].join(' | ');
    return `| ${SIGNS[result.verdict]} | ${name} | ${counts} | ${duration(result.durationMs)} | ${left(result.cleanup)} |\n`;
  });
  return rows.length === 0
    ? ''
    : `| | Lab | Passed | Drifted | Failed | Skipped | Time | Left |\n|-|-|-:|-:|-:|-:|-:|-|\n${rows.join('')}\n`;
}

const left = (cleanup: LabRecord['result']['cleanup']): string =>
  cleanup.left.length === 0 ? 'nothing' : prose(leftover([cleanup]));

/** One part per command that did not pass and per check of a step that does not hold. */
function troubles(
  { result }: LabRecord,
  { file, on }: { readonly file: string; readonly on: string },
): readonly string[] {
  return result.steps.flatMap((step) => {
    const title = prose(`${step.number}. ${step.title}${on}`);
    const commands = commandsOf(result, step);
    return [
      ...commands
        .filter(({ verdict }) => verdict !== 'passed')
        .map((command) => trouble(command, `${prose(`${file}:${command.line}`)} · ${title}`)),
      ...step.checks
        .filter(({ verdict }) => verdict === 'failed')
        .map(
          ({ line, sentence, found }) =>
            `### ❌ ${prose(`${file}:${line}`)} · ${title}\n\n${prose(`${sentence}: ${found}`)}\n\n`,
        ),
    ];
  });
}

function trouble(command: CommandResult, place: string): string {
  const unmet = command.checks
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ sentence, found }) => `- ${prose(`${sentence}: ${found}`)}\n`);
  const differences = command.differences
    .flatMap(({ expected, found }) => [...signed('-', expected), ...signed('+', found)])
    .join('\n');
  return [
    `### ${SIGNS[command.verdict]} ${place}\n\n`,
    fenced('console', `$ ${legible(command.command)}`),
    command.reason === '' ? '' : `${prose(command.reason)}\n\n`,
    unmet.length > 0 ? `${unmet.join('')}\n` : '',
    differences === '' ? '' : fenced('diff', clipped(differences, DIFF)),
  ].join('');
}

const signed = (sign: string, text: string): readonly string[] =>
  text === ''
    ? []
    : legible(text)
        .split('\n')
        .map((line) => `${sign} ${line}`);

/** A fence longer than any run of backticks in the text. */
function fenced(language: string, text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}\n\n`;
}

/** Text that Markdown, HTML and mentions leave alone. */
const prose = (text: string): string =>
  clipped(legibleLine(text), 1_000)
    .replaceAll('\n', ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_{}[\]()#+!|~>$@]/g, (character) => `&#${character.charCodeAt(0)};`);
