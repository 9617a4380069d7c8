import type { StepResult } from '../model/event.ts';
import type { CommandResult, Verdict } from '../model/verdict.ts';
import { unreadBlocks } from '../plan/coverage.ts';
import { coverageOfRun, coverageText } from './coverage.ts';
import { checkList, commandCard, fileCard, sign } from './html-command.ts';
import { factRow, runFactsAsHtml } from './html-facts.ts';
import { html } from './html-text.ts';
import { fullest, isEmpty, type LabRecord } from './record.ts';
import type { SourceLinks } from './source-link.ts';
import { commandsOf } from './step-commands.ts';
import { topologyPicture } from './topology-picture.ts';
import { cachedText, duration, engineName, leftover, tally } from './words.ts';

export interface LabPlace {
  /** Its number among the labs; ids begin with it. */
  readonly place: number;
  readonly file: string;
  readonly links: SourceLinks;
  /** Names its engine, where there are several; else ''. */
  readonly on: string;
  /** It is the page's only lab. */
  readonly alone: boolean;
}

/** A lab's section of the page. */
export function labSection(record: LabRecord, { place, file, links, on, alone }: LabPlace): string {
  const { result, topologies, info, engine, startedAt } = record;
  const source = (line: number): string | undefined => links.line(file, line);
  const slowest = Math.max(1, ...result.steps.map(({ durationMs }) => durationMs));
  const steps = result.steps.map((step) => stepDetails(step, { record, place, slowest, source }));
  const cleanup = result.cleanup.left.length > 0 ? 'failed' : 'passed';
  return [
    `<section class="lab" id="lab-${place}" aria-labelledby="lab-${place}-title">`,
    `<header><h2 id="lab-${place}-title">${sign(result.verdict)} ${html(result.title + on)}</h2>`,
    factRow([
      `<span class="path">${path(file, source(1))}</span>`,
      `Commands: ${tally(result.commands.map(({ verdict }) => verdict))}`,
      `Verified: ${coverageText(coverageOfRun(record.lab, result))}`,
      duration(result.durationMs),
      ...(result.cached ? [html(cachedText(result.cached))] : []),
    ]),
    // Those of the only lab stand in the page's head.
    alone || !info
      ? ''
      : factRow([
          ...(engine ? [html(engineName(engine))] : []),
          ...runFactsAsHtml({ ...info, startedAt }, links.commit),
        ]),
    '</header>',
    remarks(record),
    topologyPicture(fullest(topologies), `lab-${place}-networks`),
    `<div class="steps">${steps.join('')}</div>`,
    `<p class="cleanup">${sign(cleanup)} <span><b>Left behind</b> ${html(leftover([result.cleanup]))}</span></p>`,
    '</section>',
  ].join('\n');
}

const path = (file: string, source: string | undefined): string =>
  source === undefined ? html(file) : `<a href="${html(source.replace(/#L1$/, ''))}">${html(file)}</a>`;

function remarks({ lab, result, notices }: LabRecord): string {
  const items = [
    ...result.problems.map(({ span, message, hint }) => ({ line: span?.line, message, hint })),
    ...notices.map(({ span, message, hint }) => ({ line: span?.line, message, hint })),
    ...unreadBlocks(lab).map(({ span, unread, reason }) => ({
      line: span.line,
      message: `a block with ${unread.holds === 'output' ? 'an output' : 'commands'} is not used: ${reason}`,
      hint: undefined,
    })),
  ].map(({ line, message, hint }) => {
    const place = line === undefined ? '' : `line ${line}: `;
    return `<li>${html(`${place}${message}${hint ? `; ${hint}` : ''}`)}</li>`;
  });
  return items.length === 0 ? '' : `<ul class="remarks" aria-label="Remarks">${items.join('')}</ul>`;
}

interface Place {
  readonly record: LabRecord;
  readonly place: number;
  /** Duration of the lab's slowest step, in ms. */
  readonly slowest: number;
  readonly source: (line: number) => string | undefined;
}

function stepDetails(step: StepResult, { record, place, slowest, source }: Place): string {
  const id = stepId(place, step);
  const commands = commandsOf(record.result, step);
  const open = step.verdict === 'failed' || step.verdict === 'drifted' ? ' open' : '';
  const share = Math.max(2, Math.round((100 * step.durationMs) / slowest));
  const broken =
    record.brokenOff === step.ordinal
      ? `<p class="reason">${sign('failed')} <span>The run broke off in this step.</span></p>`
      : '';
  return [
    `<details class="step ${step.verdict}${presence(commands, step)}"${open}>`,
    `<summary>${sign(step.verdict)}<span class="number">${html(step.number)}</span><h3>${html(step.title)}</h3>`,
    `<span class="time"><span class="bar" aria-hidden="true"><i style="width:${share}%"></i></span>${duration(step.durationMs)}</span></summary>`,
    `<div class="body" id="${id}">${actions(step, { record, place, source, commands })}${checkList(step.checks)}${broken}${picture(step, record, place)}</div></details>`,
  ].join('');
}

/** What was there after the step, or the step that left it so. */
function picture(step: StepResult, { topologies }: LabRecord, place: number): string {
  const topology = topologies.findLast(({ after }) => after !== undefined && after.ordinal <= step.ordinal);
  if (!topology?.after || isEmpty(topology)) return '';
  if (topology.after.ordinal < step.ordinal)
    return `<p class="note"><a href="#${stepId(place, topology.after)}">Networks and containers as after step ${html(topology.after.number)}</a></p>`;
  return `<details class="then"><summary>Networks and containers after this step</summary>${topologyPicture(topology, `${stepId(place, step)}-networks`)}</details>`;
}

export const stepId = (place: number, { ordinal }: StepResult): string => `lab-${place}-step-${ordinal}`;

/** What the page's filter looks for: every verdict that occurs in the step. */
function presence(commands: readonly CommandResult[], { checks }: StepResult): string {
  const verdicts = new Set<Verdict>([...commands, ...checks].map(({ verdict }) => verdict));
  return [...verdicts].map((verdict) => ` has-${verdict}`).join('');
}

function actions(
  step: StepResult,
  {
    record,
    place,
    source: sourceOf,
    commands,
  }: Omit<Place, 'slowest'> & { readonly commands: readonly CommandResult[] },
): string {
  const where = ({ id, line }: CommandResult) => ({
    id: `lab-${place}-command-${id}`,
    source: sourceOf(line),
  });
  const left = new Map(commands.map((command) => [command.id, command]));
  const source = record.lab.steps.find(({ ordinal }) => ordinal === step.ordinal);
  const cards = (source?.actions ?? []).map((action) => {
    if (action.kind === 'file') return fileCard(action);
    const result = action.kind === 'command' ? left.get(action.id) : undefined;
    if (action.kind === 'check' || !result) return '';
    left.delete(result.id);
    return commandCard(action, result, where(result));
  });
  return [
    ...cards,
    ...[...left.values()].map((result) => commandCard(undefined, result, where(result))),
  ].join('');
}
