import { sign } from './html-command.ts';
import { html } from './html-text.ts';
import type { LabRecord, RunRecord } from './record.ts';
import { type Course, courseOf, type PastRun, standingOf, trendOf, usualTime } from './trend.ts';
import { commitName, count, dateOf, duration } from './words.ts';

/**
 * What the labs of a run came to in earlier runs, a row for each lab and a column for each run; nothing
 * where no earlier runs were asked for.
 */
export function trendSection(
  run: RunRecord,
  earlier: readonly PastRun[] | undefined,
  relative: (file: string) => string,
): string {
  const { info } = run;
  if (earlier === undefined || info === undefined || run.labs.length === 0) return '';
  const runs = trendOf(earlier, { ...info, labs: run.labs.map((record) => asPast(record, relative)) });
  const body =
    runs.length < 2
      ? '<p class="note">There is no report of an earlier run.</p>'
      : table(run, runs, relative);
  return `<section class="trend" aria-labelledby="trend"><h2 id="trend">Trend</h2>${body}</section>`;
}

const asPast = ({ result }: LabRecord, relative: (file: string) => string): PastRun['labs'][number] => ({
  file: relative(result.file),
  verdict: result.verdict,
  durationMs: result.durationMs,
  failed: result.commands.filter(({ verdict }) => verdict === 'failed').length,
  commands: result.commands.length,
});

function table(run: RunRecord, runs: readonly PastRun[], relative: (file: string) => string): string {
  const labs = new Map(run.labs.map(({ result }) => [relative(result.file), result.title]));
  const heads = runs.map((one) => `<th><span class="aside">${html(nameOf(one))}</span></th>`);
  const rows = [...labs].map(([file, title]) => {
    const course = courseOf(runs, file);
    const usual = usualTime(course);
    const now = course.at(-1)!.lab!;
    return [
      `<tr><td>${html(title)}</td>${course.map(cell).join('')}<td>${standing(course)}</td>`,
      `<td class="n">${duration(now.durationMs)}</td><td class="n">${usual === undefined ? '' : duration(usual)}</td></tr>`,
    ].join('');
  });
  const [first] = runs;
  return [
    `<p class="note">${count(runs.length - 1, 'earlier run')} since ${html(nameOf(first!))}, the newest on the right</p>`,
    '<div class="scroll" tabindex="0" role="group" aria-label="Trend"><table>',
    `<thead><tr><th>Lab</th>${heads.join('')}<th class="state">State</th><th class="n">Time</th><th class="n">Usual</th></tr></thead>`,
    `<tbody>${rows.join('')}</tbody></table></div>`,
  ].join('');
}

function cell({ run, lab }: Course[number]): string {
  if (!lab)
    return `<td class="run" title="${html(`${nameOf(run)}: not run`)}"><span class="aside">not run</span></td>`;
  const what = lab.failed > 0 ? `${lab.failed} of ${count(lab.commands, 'command')} failed` : lab.verdict;
  return `<td class="run" title="${html(`${nameOf(run)}: ${what}, ${duration(lab.durationMs)}`)}">${sign(lab.verdict)}</td>`;
}

function standing(course: Course): string {
  const { fails, since, runs } = standingOf(course);
  const what = fails ? 'fails' : 'holds';
  if (since === undefined) return `${what} in all of ${count(runs, 'run')}`;
  return runs === 1 ? `${what} now` : `${what} since ${html(nameOf(since))}`;
}

const nameOf = ({ startedAt, commit }: PastRun): string =>
  [dateOf(startedAt), ...(commit === undefined ? [] : [commitName(commit)])].join(', ');
