import type { Command, FileAction } from '../model/lab.ts';
import type { Acceptance, CheckResult, CommandResult, Verdict } from '../model/verdict.ts';
import { html } from './html-text.ts';
import { comparison, figure, liveOutput } from './html-transcript.ts';
import { clipped } from './legible.ts';
import { count, duration } from './words.ts';

/** How many accepted values of a command are listed. */
const ACCEPTANCES = 200;
/** How much of a reason is shown, in UTF-16 units. */
const REASON = 2_048;
/** How much of a documented file is shown, in UTF-16 units. */
const FILE = 16_384;

export interface CardPlace {
  /** What links to the command name it by. */
  readonly id: string;
  /** Where the code host shows its line, if there is one. */
  readonly source: string | undefined;
}

/** One command: what was typed, what came of it, and what was verified. */
export function commandCard(
  command: Command | undefined,
  result: CommandResult,
  { id, source }: CardPlace,
): string {
  const { verdict, reason, skip, checks } = result;
  const ran = verdict !== 'skipped';
  const compared = command?.expected && ran ? comparison(command.expected, result) : '';
  const live = ran ? liveOutput(result) : '';
  const hint = skip?.hint ? ` <span class="hint">To run it: ${html(skip.hint)}.</span>` : '';
  return [
    `<article class="command ${verdict}" id="${id}">`,
    `<header><pre class="typed" tabindex="0" role="group" aria-label="Command of line ${result.line}"><span class="prompt" aria-hidden="true">$ </span>${html(result.command)}</pre>`,
    `<p class="facts">${facts(result, source)}<span class="tools"><button type="button" class="copy" hidden>copy</button> <a href="#${id}" aria-label="Link to the command of line ${result.line}">link</a></span></p></header>`,
    reason === ''
      ? ''
      : `<p class="reason">${sign(verdict)} <span>${html(clipped(reason, REASON))}${hint}</span></p>`,
    compared,
    compared === '' ? live : `<details><summary>Live output</summary>${live}</details>`,
    checkList(checks),
    acceptedValues(result.acceptances),
    '</article>',
  ].join('');
}

function facts({ line, exitCode, durationMs, verdict }: CommandResult, source: string | undefined): string {
  const parts = [
    source === undefined ? `line ${line}` : `<a href="${html(source)}">line ${line}</a>`,
    ...(exitCode === undefined || exitCode === 0 ? [] : [`exit ${exitCode}`]),
    ...(verdict === 'skipped' ? ['not run'] : [duration(durationMs)]),
  ];
  return parts.map((part) => `<span>${part}</span>`).join('');
}

/** A file that the document has its reader write. */
export function fileCard({ path, content, span }: FileAction): string {
  const body = html(clipped(content, FILE).replace(/\n$/, ''));
  return `<article class="file">${figure(`File ${path}`, { note: `line ${span.line}`, body, kind: 'live' })}</article>`;
}

/** Checks with their outcome; nothing when there are none. */
export function checkList(checks: readonly CheckResult[]): string {
  if (checks.length === 0) return '';
  const items = checks.map(({ sentence, verdict, found }) => {
    const instead = found === '' ? '' : `<span class="found">${html(found)}</span>`;
    return `<li class="${verdict}">${sign(verdict)} <span>${html(sentence)}${instead}</span></li>`;
  });
  return `<ul class="checks" aria-label="Checks">${items.join('')}</ul>`;
}

function acceptedValues(acceptances: readonly Acceptance[]): string {
  const different = acceptances.filter(({ expected, found }) => expected !== found);
  if (different.length === 0) return '';
  const rows = different
    .slice(0, ACCEPTANCES)
    .map(
      ({ line, expected, found, reason }) =>
        `<tr><td>${line}</td><td><code>${html(expected)}</code></td><td><code>${html(found)}</code></td><td>${html(reason)}</td></tr>`,
    );
  const rest = different.length - rows.length;
  const more = rest > 0 ? `<p class="note">and ${rest} more</p>` : '';
  return `<details><summary>${count(different.length, 'corresponding value')}</summary><div class="scroll" tabindex="0" role="group" aria-label="Corresponding values"><table><thead><tr><th>Line</th><th>Document</th><th>Live</th><th>Why</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${more}</details>`;
}

const SIGNS: Readonly<Record<Verdict, string>> = { passed: '✓', drifted: '~', failed: '✗', skipped: '–' };

/** A verdict as a sign; what it means is told to those who do not see it. */
export const sign = (verdict: Verdict): string =>
  `<span class="sign ${verdict}" aria-hidden="true">${SIGNS[verdict]}</span><span class="aside">${verdict}: </span>`;
