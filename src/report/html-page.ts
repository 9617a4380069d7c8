import type { Verdict } from '../model/verdict.ts';
import { onEngines, toldEngineFacts } from './engine-facts.ts';
import { sign } from './html-command.ts';
import { factRow, runFactsAsHtml } from './html-facts.ts';
import { labSection, stepId } from './html-lab.ts';
import { SCRIPT, SCRIPT_HASH } from './html-script.ts';
import { STYLE } from './html-style.ts';
import { html } from './html-text.ts';
import { trendSection } from './html-trend.ts';
import { legibleLine } from './legible.ts';
import type { LabRecord, RunRecord } from './record.ts';
import type { ReporterOptions } from './reporter.ts';
import { sourceLinks } from './source-link.ts';
import { commandsOf } from './step-commands.ts';
import { count, duration, engineKind, engineNames, tally } from './words.ts';

/** No script but the page's own and nothing from elsewhere, whatever a lab prints. */
const POLICY = `default-src 'none'; script-src '${SCRIPT_HASH}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`;

const VERDICTS: readonly Verdict[] = ['failed', 'drifted', 'skipped', 'passed'];

/** A run as one page that needs no other file and no network, and can be read without scripts. */
export function page(
  run: RunRecord,
  { title, relative, env, earlier }: Pick<ReporterOptions, 'title' | 'relative' | 'env' | 'earlier'>,
): string {
  const said = headline(run);
  const labs = run.labs.map((record, index) =>
    labSection(record, {
      place: index + 1,
      file: relative(record.result.file),
      links: sourceLinks(env, record.info),
      alone: run.labs.length === 1,
      on: onEngines([record.engine], run.engines),
    }),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="generator" content="labproof">
<link rel="icon" href="data:,">
<title>${html(said)} · ${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="page">
${top(run, { said, title, commit: sourceLinks(env, run.info).commit, trend: trendSection(run, earlier, relative), relative })}
${run.labs.length > 0 ? stepList(run) : ''}
<main>
${labs.join('\n')}
</main>
</div>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** The run in a sentence. */
function headline({ labs, interrupted }: RunRecord): string {
  const { n, checks, total } = tallyOf(labs);
  if (n.failed > 0) return `${n.failed} of ${count(total, 'command')} failed`;
  if (checks.failed > 0) return `${count(checks.failed, 'check')} failed`;
  if (interrupted) return 'The run was interrupted';
  if (total === n.skipped) return 'Nothing was run';
  if (n.drifted > 0) return `Nothing failed, ${n.drifted} of ${count(total, 'command')} drifted`;
  if (n.skipped > 0) return `${count(n.passed, 'command')} passed, ${n.skipped} skipped`;
  return total === 1 ? 'The command passed' : `All ${total} commands passed`;
}

interface Head {
  readonly said: string;
  readonly title: string;
  /** Where the code host shows the run's commit. */
  readonly commit: string | undefined;
  readonly trend: string;
  readonly relative: (file: string) => string;
}

function top(run: RunRecord, { said, title, commit, trend, relative }: Head): string {
  const { n, checks, total } = tallyOf(run.labs);
  const facts = [
    ...(run.engines.length > 0
      ? [html(engineNames(run.engines))]
      : run.engine
        ? [html(`docker ${run.engine.version}`), html(engineKind(run.engine))]
        : []),
    duration(run.durationMs),
    ...(run.info ? runFactsAsHtml(run.info, commit) : []),
    `Checks: ${tally(run.labs.flatMap(({ result }) => checksOf(result)))}`,
    ...(run.interrupted ? ['interrupted: what is below is what ran'] : []),
  ];
  const shares = VERDICTS.filter((verdict) => n[verdict] > 0).map(
    (verdict) => `<i class="${verdict}" style="flex:${n[verdict]}"></i>`,
  );
  const notices = run.notices.map(
    ({ message, hint }) => `<li>${html(hint ? `${message}; ${hint}` : message)}</li>`,
  );
  return [
    `<header class="top"><p class="brand">${html(title)}</p>`,
    `<h1>${html(said)}</h1>`,
    factRow(facts),
    shares.length > 0 ? `<div class="shares" aria-hidden="true">${shares.join('')}</div>` : '',
    filter(n, { total, unmet: checks.failed }),
    total > 1 ? SEARCH : '',
    notices.length > 0 ? `<ul class="remarks" aria-label="Remarks on the run">${notices.join('')}</ul>` : '',
    run.labs.length > 1 ? labTable(run) : '',
    trend,
    factList(run, relative),
    '</header>',
  ].join('\n');
}

/** Shown by the script that it needs. */
const SEARCH =
  '<p class="search" hidden><input type="search" placeholder="Search steps, commands and outputs" aria-label="Search steps, commands and outputs"></p>';

/** Chooses which steps are shown; the style does it. */
function filter(
  n: Readonly<Record<Verdict, number>>,
  { total, unmet }: { readonly total: number; readonly unmet: number },
): string {
  const choices = VERDICTS.filter((verdict) => n[verdict] > 0 || (verdict === 'failed' && unmet > 0)).map(
    (verdict) =>
      `<input type="radio" name="show" id="show-${verdict}"><label for="show-${verdict}">${sign(verdict)}${verdict} ${n[verdict]}</label>`,
  );
  if (choices.length < 2) return '';
  return `<fieldset class="filter"><legend class="aside">Steps to show, by what is in them</legend><input type="radio" name="show" id="show-all" checked><label for="show-all">all ${total}</label>${choices.join('')}</fieldset>`;
}

const LAB_HEADS = ['Passed', 'Drifted', 'Failed', 'Skipped', 'Time'];

/** What holds on one engine and not on another, with the way to where it does not. */
function factList({ labs }: RunRecord, relative: (file: string) => string): string {
  const items = toldEngineFacts(labs.map(({ result }) => result)).map(({ fact, told }) => {
    const { file, line, fails } = fact;
    const place = labs.findIndex(({ result }) => result.file === file && result.engine?.version === fails[0]);
    const text = html(`${legibleLine(fact.fact)}: ${told}`);
    return `<li><a href="#lab-${place + 1}">${html(`${relative(file)}:${line}`)}</a> ${text}</li>`;
  });
  return items.length === 0
    ? ''
    : `<ul class="remarks" aria-label="Not on every engine">${items.join('')}</ul>`;
}

function labTable(run: RunRecord): string {
  const rows = run.labs.map((record, index) => {
    const { n } = tallyOf([record]);
    const cells = [n.passed, n.drifted, n.failed, n.skipped, duration(record.result.durationMs)];
    const name = (index: number): string => LAB_HEADS[index]!.toLowerCase();
    return `<tr><td>${sign(record.result.verdict)}<a href="#lab-${index + 1}">${html(record.result.title + onEngines([record.engine], run.engines))}</a></td>${cells.map((cell, i) => `<td class="n" data-name="${name(i)}">${cell}</td>`).join('')}</tr>`;
  });
  const heads = LAB_HEADS.map((name) => `<th class="n">${name}</th>`);
  return `<div class="labs scroll" tabindex="0" role="group" aria-label="Labs"><table><thead><tr><th>Lab</th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function stepList(run: RunRecord): string {
  const { labs } = run;
  const items = labs.flatMap((record, index) => {
    const { result } = record;
    const place = index + 1;
    const steps = result.steps.map((step) => {
      const own = [...commandsOf(result, step), ...step.checks];
      const kinds = [...new Set(own.map(({ verdict }) => `has-${verdict}`))].join(' ');
      return `<li class="${kinds}"><a href="#${stepId(place, step)}">${sign(step.verdict)}<span class="number">${html(step.number)}</span><span>${html(step.title)}</span></a></li>`;
    });
    const all = VERDICTS.filter((verdict) => tallyOf([labs[index]!]).n[verdict] > 0)
      .map((verdict) => `has-${verdict}`)
      .join(' ');
    const name =
      labs.length > 1
        ? `<li class="${all}"><a class="lab-name" href="#lab-${place}"><span>${html(result.title + onEngines([record.engine], run.engines))}</span></a></li>`
        : '';
    return [name, ...steps];
  });
  return `<nav aria-labelledby="steps"><h2 id="steps">Steps</h2><ol>${items.join('')}</ol></nav>`;
}

type Counts = Readonly<Record<Verdict, number>>;

function tallyOf(labs: readonly LabRecord[]): {
  readonly n: Counts;
  readonly checks: Counts;
  readonly total: number;
} {
  const commands = labs.flatMap(({ result }) => result.commands.map(({ verdict }) => verdict));
  const checks = labs.flatMap(({ result }) => checksOf(result));
  return { n: counts(commands), checks: counts(checks), total: commands.length };
}

function counts(verdicts: readonly Verdict[]): Counts {
  const n = (verdict: Verdict): number => verdicts.filter((one) => one === verdict).length;
  return { passed: n('passed'), drifted: n('drifted'), failed: n('failed'), skipped: n('skipped') };
}

const checksOf = ({ commands, steps }: LabRecord['result']): readonly Verdict[] =>
  [...commands, ...steps].flatMap((part) => part.checks.map(({ verdict }) => verdict));
