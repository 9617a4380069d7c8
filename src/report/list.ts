import { basename } from 'node:path';
import type { LabEngine, LabResult, RunEvent, StepResult } from '../model/event.ts';
import type { Block, Lab } from '../model/lab.ts';
import type { Problem } from '../model/problem.ts';
import type { CheckResult, CommandResult, Verdict } from '../model/verdict.ts';
import { unreadBlocks } from '../plan/coverage.ts';
import { consoleText } from '../text/console-text.ts';
import { unreadText } from './coverage.ts';
import { explainFailure } from './difference.ts';
import { engineFactLines } from './engine-facts.ts';
import { fitted } from './fitted.ts';
import { folded } from './folded.ts';
import { LiveLine } from './live-line.ts';
import { missingImages } from './missing-images.ts';
import { palette } from './paint.ts';
import { repeatedFailures } from './repeated-failures.ts';
import type { Reporter, ReporterKind, ReporterOptions, RunningLab } from './reporter.ts';
import {
  cachedText,
  count,
  duration,
  engineNames,
  lastLine,
  leftover,
  skipsByReason,
  tally,
} from './words.ts';

const SIGNS: Readonly<Record<Verdict, string>> = { passed: '✓', drifted: '~', failed: '✗', skipped: '-' };
const INDENT = '       ';
/** After how many lines a failure is no longer seen, so that the end tells of it again. */
const OUT_OF_SIGHT = 40;

/** For people: a line per step, what failed and why, and a summary. */
export const list: ReporterKind = (options) => new ListReporter(options);

class ListReporter implements Reporter {
  readonly #options: ReporterOptions;
  readonly #paint: ReturnType<typeof palette>;
  readonly #live: LiveLine;
  readonly #labs: LabResult[] = [];
  readonly #unread: Block[] = [];
  #results: CommandResult[] = [];
  #running: readonly RunningLab[] = [];
  #interrupted = false;
  /** Whether what is told of was run in an earlier run. */
  #cached = false;
  /** Whether labs are run on each of several engines. */
  #several = false;
  /** How many labs the run has, and which of them is told of, from 1. */
  #total = 0;
  #place = 0;
  /** Lines written since the first failure. */
  #sinceFailure: number | undefined;

  constructor(options: ReporterOptions) {
    this.#options = options;
    this.#paint = palette(options.output.color);
    this.#live = new LiveLine(options.output, options.env);
  }

  event(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.#total = event.files.length;
        this.#several = event.engines !== undefined;
        this.#head(event.engines ?? (event.engine ? [event.engine] : []));
        break;
      case 'lab-started':
        this.#cached = event.cached !== undefined;
        this.#labHead(event);
        break;
      case 'command-started':
        this.#wait(event.command.typed);
        break;
      case 'command-finished':
        this.#results.push(event.result);
        break;
      case 'step-finished':
        this.#step(event.lab, event.result);
        break;
      case 'cleanup-started':
        this.#wait('removing what the lab made');
        break;
      case 'notice':
        this.#notice(event.problem);
        break;
      case 'lab-finished':
        this.#labs.push(event.result);
        this.#unread.push(...unreadBlocks(event.lab));
        this.#live.hide();
        break;
      case 'run-finished':
        this.#interrupted = event.result.interrupted;
        this.#summary(event.result.durationMs);
        break;
      default:
    }
  }

  running(labs: readonly RunningLab[]): void {
    this.#running = labs;
    if (labs.length === 0) this.#live.hide();
    else this.#live.change(this.#waited(labs[0]!.doing));
  }

  finish(): void {
    this.#live.hide();
  }

  #wait(doing: string): void {
    this.#live.show(this.#waited(doing));
  }

  /** What is waited for: in the one lab that runs, or in each of them. */
  #waited(doing: string): string {
    const first = (text: string): string => text.split('\n', 1)[0]!;
    const progress = this.#total > 1 ? `lab ${Math.max(1, this.#place)}/${this.#total} · ` : '';
    if (this.#running.length < 2) return progress + first(doing);
    return progress + this.#running.map((lab) => `${basename(lab.file)}: ${first(lab.doing)}`).join(' · ');
  }

  #line(text = ''): void {
    this.#live.hide();
    const { output, env } = this.#options;
    const lines = consoleText(text.trimEnd(), { color: output.color, env });
    // Logs keep their lines, so that they can be searched.
    output.write(`${output.live ? folded(lines, output.columns) : lines}\n`);
    if (this.#sinceFailure !== undefined) this.#sinceFailure += 1;
  }

  #notice({ message, hint, severity }: Problem): void {
    if (severity === 'warning' && this.#options.verbosity === 'quiet') return;
    this.#line(this.#paint.yellow(`  ! ${message}${hint ? `; ${hint}` : ''}`));
  }

  #head(engines: readonly LabEngine[]): void {
    const { title, output } = this.#options;
    const right = engines.length > 0 ? engineNames(engines).replace(/, (?=\S+ engine)/, ' · ') : '';
    const gap = Math.max(2, Math.min(output.columns, 80) - title.length - right.length);
    this.#line(`${this.#paint.bold(title)}${' '.repeat(gap)}${this.#paint.dim(right)}`);
  }

  #labHead({ lab, engine, cached }: Extract<RunEvent, { type: 'lab-started' }>): void {
    const places = engine ? [engine.name ?? [], `docker ${engine.version}`].flat() : [];
    const isTold = engine?.name !== undefined || this.#several;
    const on = isTold && places.length > 0 ? this.#paint.dim(`  on ${places.join(', ')}`) : '';
    this.#place += 1;
    const place = this.#total > 1 ? this.#paint.dim(`  (${this.#place}/${this.#total})`) : '';
    this.#line();
    this.#line(` ${this.#paint.bold(this.#options.relative(lab.file))}  ${lab.title}${on}${place}`);
    if (cached !== undefined) this.#line(this.#paint.dim(`  ${cachedText(cached)}`));
    for (const problem of lab.problems) {
      if (problem.severity === 'warning' && this.#options.verbosity === 'verbose') {
        this.#line(this.#paint.yellow(`  ! line ${problem.span?.line}: ${problem.message}`));
      }
    }
  }

  #step(lab: Lab, step: StepResult): void {
    const results = this.#results;
    this.#results = [];
    const { verbosity, output } = this.#options;
    const brief = verbosity === 'quiet' || (this.#cached && verbosity !== 'verbose');
    if (brief && (step.verdict === 'passed' || step.verdict === 'skipped')) return;
    const width = Math.max(40, Math.min(output.columns, 80)) - 16;
    const title = fitted(step.title, width);
    const number = step.number.padEnd(3);
    this.#line(
      `  ${this.#sign(step.verdict)} ${number} ${title} ${this.#paint.dim(duration(step.durationMs).padStart(6))}`,
    );
    if (step.verdict === 'failed') this.#sinceFailure ??= 0;
    for (const result of results) this.#command(lab, result);
    for (const check of step.checks) this.#check(check);
  }

  #command(lab: Lab, result: CommandResult): void {
    const { verbosity, explain, relative } = this.#options;
    if (result.verdict !== 'passed') {
      const lines = explainFailure(result, {
        file: relative(lab.file),
        paint: this.#paint,
        imagesListed: true,
      });
      for (const line of lines) this.#line(INDENT + line);
    } else if (verbosity === 'verbose') this.#line(`${INDENT}${this.#paint.dim(`$ ${result.command}`)}`);
    for (const check of result.checks) {
      if (verbosity !== 'quiet' || check.verdict === 'failed') this.#check(check);
    }
    if (verbosity === 'verbose')
      for (const line of result.output.trimEnd().split('\n')) this.#line(`${INDENT}  ${line}`);
    if (!explain) return;
    for (const { line, expected, found, reason } of result.acceptances) {
      this.#line(
        this.#paint.dim(
          `${INDENT}line ${line}: ${expected}${expected === found ? '' : ` = ${found}`}: ${reason}`,
        ),
      );
    }
  }

  #check({ sentence, verdict, found }: CheckResult): void {
    this.#line(`${INDENT}${this.#sign(verdict)} ${sentence}${found === '' ? '' : `: ${found}`}`);
  }

  #sign(verdict: Verdict): string {
    const { red, green, yellow, dim } = this.#paint;
    const color = { passed: green, drifted: yellow, failed: red, skipped: dim }[verdict];
    return color(SIGNS[verdict]);
  }

  #failures(): void {
    if ((this.#sinceFailure ?? 0) <= OUT_OF_SIGHT) return;
    this.#line();
    this.#line(` ${this.#paint.bold('Failed')}`);
    const { relative } = this.#options;
    for (const line of repeatedFailures(this.#labs, { paint: this.#paint, relative }))
      this.#line(`  ${line}`);
  }

  #engineFacts(): void {
    const { relative } = this.#options;
    const lines = engineFactLines(this.#labs, { paint: this.#paint, relative });
    if (lines.length === 0) return;
    this.#line();
    this.#line(` ${this.#paint.bold('Not on every engine')}`);
    for (const line of lines) this.#line(`  ${line}`);
  }

  #summary(durationMs: number): void {
    const steps = this.#labs.flatMap((lab) => lab.steps);
    const commands = this.#labs.flatMap((lab) => lab.commands);
    const checks = [
      ...commands.flatMap((command) => command.checks),
      ...steps.flatMap((step) => step.checks),
    ];
    const run = this.#labs.filter(({ cached }) => cached === undefined);
    const inDocker = run.flatMap((lab) => lab.commands).reduce((sum, command) => sum + command.durationMs, 0);
    this.#failures();
    this.#engineFacts();
    this.#line();
    if (this.#labs.length > 1) this.#line(` Labs      ${tally(this.#labs.map((lab) => lab.verdict))}`);
    if (run.length < this.#labs.length)
      this.#line(` Cached    ${count(this.#labs.length - run.length, 'lab')}, not run again`);
    this.#line(` Steps     ${tally(steps.map((step) => step.verdict))}`);
    this.#line(` Commands  ${tally(commands.map((command) => command.verdict))}`);
    const skips = skipsByReason(commands);
    if (skips !== '') this.#line(` Skipped   ${skips}`);
    const images = missingImages(commands);
    if (images !== '') this.#line(` Images    ${images}`);
    this.#line(` Checks    ${tally(checks.map((check) => check.verdict))}`);
    if (this.#unread.length > 0) this.#line(` Unread    ${unreadText(this.#unread)}`);
    this.#line(` Time      ${duration(durationMs)}   commands ${duration(inDocker)}`);
    this.#line(` Left      ${leftover(run.map((lab) => lab.cleanup))}`);
    if (this.#interrupted) this.#line(this.#paint.yellow(' Interrupted; what is above is what ran.'));
    if (!this.#options.output.live) this.#line(lastLine(commands.map((command) => command.verdict)));
  }
}
