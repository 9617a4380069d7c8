import type { StepResult } from '../model/event.ts';
import type { CommandResult } from '../model/verdict.ts';
import { safeMarkup } from '../text/log-safe.ts';
import { explainFailure } from './difference.ts';
import { onEngines, toldEngineFacts } from './engine-facts.ts';
import { clipped, legible, legibleLine } from './legible.ts';
import { palette } from './paint.ts';
import { type LabRecord, type RunRecord, recorder } from './record.ts';
import type { ReporterKind } from './reporter.ts';
import { commandsOf } from './step-commands.ts';
import { engineName, leftover } from './words.ts';

/** How much of one command's output goes into a report, in UTF-16 units. */
const OUTPUT = 8_192;
/** How much of an explanation, and of an attribute, does. */
const TOLD = 65_536;
const ATTRIBUTE = 1_024;

/**
 * JUnit XML, written when the run is over: a suite per lab, a test case per step. The dialect is
 * what Jenkins, GitLab and GitHub's test reporters read: `classname` has no dots (Jenkins splits
 * there), `classname` and `name` together are unique (GitLab drops repetitions), and a failure's
 * body tells everything (GitLab ignores `message`).
 */
export const junit: ReporterKind = ({ output, title, relative }) => {
  const run = recorder();
  return {
    event: run.event,
    finish: () => output.write(document(run.record(), { title, relative })),
  };
};

interface Naming {
  readonly title: string;
  readonly relative: (file: string) => string;
}

function document(run: RunRecord, { title, relative }: Naming): string {
  const taken = new Set<string>();
  const suites = run.labs.map((record) => suite(record, { run, file: relative(record.lab.file), taken }));
  const attributes = {
    name: title,
    ...totals(run.labs),
    time: seconds(run.durationMs),
    ...(run.info && { timestamp: run.info.startedAt.slice(0, 19) }),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', attributes, [
    ...suites,
    ...[...run.notices.map(({ message }) => message), ...factsOf(run, relative)].map((line) =>
      element('system-err', {}, [text(line)]),
    ),
  ])}\n`;
}

const factsOf = ({ labs }: RunRecord, relative: Naming['relative']): readonly string[] =>
  toldEngineFacts(labs.map(({ result }) => result)).map(
    ({ fact, told }) => `${relative(fact.file)}:${fact.line}: ${fact.fact}: ${told}`,
  );

interface Place {
  readonly run: RunRecord;
  readonly file: string;
  readonly taken: Set<string>;
}

function suite(record: LabRecord, { run, file, taken }: Place): string {
  const { result, info, engine, startedAt } = record;
  const on = onEngines([engine], run.engines);
  const classname = (file.replace(/\.(?:md|markdown)$/i, '') + on).replaceAll('.', '_');
  const cases = result.steps.map((step) => {
    const name = unique(`${step.number}. ${step.title}`, { classname, line: step.line, taken });
    const attributes = {
      name,
      classname,
      file,
      line: String(step.line),
      time: seconds(step.durationMs),
    };
    return element('testcase', attributes, outcome(step, record, file));
  });
  const properties = [
    ['title', result.title],
    ...(engine ? [['engine', engineName(engine)]] : []),
    ...(result.cached ? [['cached', result.cached]] : []),
    ...(info ? [['labproof', info.version]] : []),
    ...(info?.commit ? [['commit', info.commit]] : []),
  ].map(([name = '', value = '']) => element('property', { name, value }, []));
  const attributes = {
    name: file + on,
    file,
    ...totals([record]),
    time: seconds(result.durationMs),
    // Without a zone, as the schema that Jenkins checks asks for; it is UTC.
    timestamp: startedAt.slice(0, 19),
    ...(info && { hostname: info.host }),
  };
  return element('testsuite', attributes, [
    element('properties', {}, properties),
    ...cases,
    ...remarks(record, run),
  ]);
}

/** What is true of the lab and of no step. */
function remarks({ result, notices }: LabRecord, run: RunRecord): readonly string[] {
  const lines = [
    ...notices.map(({ message }) => message),
    ...(result.cleanup.left.length > 0 ? [`left: ${leftover([result.cleanup])}`] : []),
    ...(run.interrupted ? ['the run was interrupted: steps that are not listed did not run'] : []),
  ];
  return lines.length > 0 ? [element('system-err', {}, [text(lines.join('\n'))])] : [];
}

function outcome(step: StepResult, { result, brokenOff }: LabRecord, file: string): readonly string[] {
  const commands = commandsOf(result, step);
  const transcript = commands.map(transcribed).join('\n');
  const told = commands
    .filter(({ verdict }) => verdict !== 'passed')
    .flatMap((command) => [...explained(command, file), '']);
  const unmet = step.checks
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ line, verdict, sentence, found }) => `${file}:${line}  check ${verdict}: ${sentence}; ${found}`);
  const body = clipped(legible([...told, ...unmet].join('\n')), TOLD).trimEnd();
  const shown = transcript === '' ? [] : [element('system-out', {}, [text(transcript)])];
  if (brokenOff === step.ordinal) {
    const message = 'the run broke off in this step';
    return [
      element('error', { type: 'broken-off', message }, [text([message, body].join('\n').trim())]),
      ...shown,
    ];
  }
  const message = commands.find(({ verdict }) => verdict === step.verdict)?.reason ?? unmet[0] ?? '';
  if (step.verdict === 'failed')
    return [element('failure', { type: 'failed', message }, [text(body)]), ...shown];
  if (step.verdict === 'skipped') return [element('skipped', { message }, [])];
  const all = [body, transcript].filter((part) => part !== '').join('\n\n');
  return all === '' ? [] : [element('system-out', {}, [text(all)])];
}

function explained(command: CommandResult, file: string): readonly string[] {
  const held = command.checks
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ sentence, found }) => `  check failed: ${sentence}; ${found}`);
  return [
    `${command.verdict}: ${explainFailure(command, { file, paint: palette(false) }).join('\n')}`,
    ...held,
  ];
}

function transcribed({ command, output, verdict }: CommandResult): string {
  if (verdict === 'skipped') return `$ ${command}\n(not run)`;
  return `$ ${command}\n${clipped(legible(output), OUTPUT).trimEnd()}`.trimEnd();
}

function unique(
  name: string,
  {
    classname,
    line,
    taken,
  }: { readonly classname: string; readonly line: number; readonly taken: Set<string> },
): string {
  const base = legibleLine(name);
  let candidate = base;
  for (let n = 1; taken.has(`${classname}\n${candidate}`); n += 1) {
    candidate = `${base} (line ${line}${n > 1 ? `, ${n}` : ''})`;
  }
  taken.add(`${classname}\n${candidate}`);
  return candidate;
}

function totals(labs: readonly LabRecord[]): Readonly<Record<string, string>> {
  const steps = labs.flatMap(({ result, brokenOff }) =>
    result.steps.map(({ ordinal, verdict }) => (ordinal === brokenOff ? 'error' : verdict)),
  );
  const n = (verdict: string): string => String(steps.filter((step) => step === verdict).length);
  return { tests: String(steps.length), failures: n('failed'), errors: n('error'), skipped: n('skipped') };
}

/** Seconds with milliseconds, the unit of every `time`. */
const seconds = (ms: number): string => (Math.max(0, ms) / 1000).toFixed(3);

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly string[],
): string {
  const head = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  const start = `<${name}${head.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('\n')}</${name}>`;
}

const text = (value: string): string => safeMarkup(legible(value).replace(/[&<>\r]/g, escaped));

const attribute = (value: string): string =>
  safeMarkup(clipped(legible(value), ATTRIBUTE).replace(/[&<>"\t\n\r]/g, escaped));

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (character: string): string => NAMES[character] ?? `&#${character.charCodeAt(0)};`;
